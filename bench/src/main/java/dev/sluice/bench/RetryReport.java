// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench;

import dev.sluice.kernel.FlushListener;
import dev.sluice.kernel.OwnedWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Tells the user that a write failed and is tried again. Without this, a full disk looks like a
 * hang.
 */
record RetryReport(String destination, Consumer<String> say) implements FlushListener {

  @Override
  public void pause(
      OwnedWriter<?> writer,
      Operation operation,
      long position,
      int attempt,
      IOException error,
      Duration pause) {
    say.accept(
        what(position)
            + " failed: "
            + CopyErrors.describe(error)
            + "; it is retried until it works or you press Ctrl-C (attempt "
            + attempt
            + ")");
  }

  @Override
  public void flushed(OwnedWriter<?> writer, Operation operation, long position, int attempt) {
    if (attempt > 1) {
      say.accept(what(position) + " worked in attempt " + attempt);
    }
  }

  private String what(long position) {
    return "writing " + destination + " at offset " + position;
  }
}
