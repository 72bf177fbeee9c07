// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io.fault;

import dev.sluice.kernel.CancellationToken;
import dev.sluice.kernel.FlushListener;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.FlushTaskException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Counts what the task does, in silence, and says after how many failed attempts in a row something
 * happens. Written by the task's thread alone; read when the task has ended.
 */
final class Watch implements FlushListener {

  /** What happens in a pause, instead of waiting. */
  interface InPause {
    void happens(CancellationToken token) throws Exception;
  }

  final Set<String> errors = new TreeSet<>();
  int failed;
  int flushed;
  int retriesThatSucceeded;
  FlushTaskException exit;

  FlushOptions options(int afterFailures, InPause inPause) {
    return FlushOptions.defaults()
        .withListener(this)
        .withRetryPolicy(
            (attempt, token) -> {
              if (attempt == afterFailures) {
                try {
                  inPause.happens(token);
                } catch (Exception e) {
                  throw new IllegalStateException("what was to happen in a pause failed", e);
                }
              }
            });
  }

  /** For a task that is not expected to pause. */
  FlushOptions options() {
    return options(1, CancellationToken::cancel);
  }

  @Override
  public void pause(Operation operation, long position, int attempt, IOException error) {
    failed++;
    errors.add(error.getMessage());
  }

  @Override
  public void flushed(Operation operation, long position, int attempt) {
    flushed++;
    retriesThatSucceeded += attempt > 1 ? 1 : 0;
  }

  @Override
  public void exit(Optional<FlushTaskException> error) {
    exit = error.orElse(null);
  }
}
