// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io.fault;

import dev.sluice.kernel.FlushListener;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.OwnedWriter;
import dev.sluice.kernel.RetryPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Counts what the task does, and prints nothing. After a number of failed attempts in a row it does
 * a step. Only the task's thread writes the counts. They are read when the task has ended.
 */
final class FaultWatch implements FlushListener {

  /** The step in a pause, in place of waiting. */
  interface InPause {
    void happens() throws Exception;
  }

  final Set<String> errors = new TreeSet<>();
  int failed;
  int flushed;
  int retriesThatSucceeded;
  FlushTaskException exit;

  /** Returns options with the default policy, except for the length of a pause. */
  FlushOptions options(int afterFailures, InPause inPause) {
    return options(RetryPolicy.forEver(), afterFailures, inPause);
  }

  FlushOptions options(RetryPolicy policy, int afterFailures, InPause inPause) {
    return FlushOptions.defaults()
        .withListener(this)
        .withRetryPolicy(
            (error, attempt) -> {
              Optional<Duration> pause = policy.pauseAfter(error, attempt);
              if (attempt == afterFailures && pause.isPresent()) {
                try {
                  inPause.happens();
                } catch (Exception e) {
                  throw new IllegalStateException("what was to happen in a pause failed", e);
                }
              }
              return pause.map(p -> Duration.ZERO);
            });
  }

  /** Returns options for a task that should not pause: a pause ends it. */
  FlushOptions options() {
    return options(
        1,
        () -> {
          throw new IllegalStateException("a pause");
        });
  }

  @Override
  public void pause(
      OwnedWriter<?> writer,
      Operation operation,
      long position,
      int attempt,
      IOException error,
      Duration pause) {
    failed++;
    errors.add(error.getMessage());
  }

  @Override
  public void flushed(OwnedWriter<?> writer, Operation operation, long position, int attempt) {
    flushed++;
    retriesThatSucceeded += attempt > 1 ? 1 : 0;
  }

  @Override
  public void exit(OwnedWriter<?> writer, Optional<FlushTaskException> error) {
    exit = error.orElse(null);
  }
}
