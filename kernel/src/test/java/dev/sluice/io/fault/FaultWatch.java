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
 * Counts what the task does, in silence, and says after how many failed attempts in a row something
 * happens. Written by the task's thread alone; read when the task has ended.
 */
final class FaultWatch implements FlushListener {

  /** What happens in a pause, instead of waiting. */
  interface InPause {
    void happens() throws Exception;
  }

  final Set<String> errors = new TreeSet<>();
  int failed;
  int flushed;
  int retriesThatSucceeded;
  FlushTaskException exit;

  /** With the default policy, but for the time that it pauses. */
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

  /** For a task that is not expected to pause: it dies of that. */
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
