// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench;

import dev.sluice.kernel.FlushListener;
import java.io.IOException;
import java.util.function.Consumer;

/** Tells the user that a write failed and is tried again: else a full disk looks like a hang. */
record RetryReport(String destination, Consumer<String> say) implements FlushListener {

  @Override
  public void pause(Operation operation, long position, int attempt, IOException error) {
    say.accept(
        what(operation, position)
            + " failed: "
            + Errors.describe(error)
            + "; it is retried until it works or you press Ctrl-C (attempt "
            + attempt
            + ")");
  }

  @Override
  public void flushed(Operation operation, long position, int attempt) {
    if (attempt > 1) {
      say.accept(what(operation, position) + " worked in attempt " + attempt);
    }
  }

  private String what(Operation operation, long position) {
    return operation == Operation.FLUSH
        ? "writing " + destination + " at offset " + position
        : "setting the length of " + destination + " to " + position;
  }
}
