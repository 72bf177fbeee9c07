// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import java.time.Duration;

/**
 * How long the task pauses before it repeats an operation that failed. There is no last attempt: an
 * error that is not fatal is retried until it goes away or the token is cancelled.
 */
@FunctionalInterface
public interface RetryPolicy {

  /**
   * Pauses, on the task's thread. It should return soon after the token is cancelled (C2); the
   * token is looked at when it returns, whatever the reason. What it throws ends the task with
   * {@link FlushTaskException.Died}.
   *
   * @param attempt the number of the attempt that failed, from 1
   * @param token the task's token
   */
  void pause(int attempt, CancellationToken token);

  /**
   * The original's pauses: 2 s, 4 s, 8 s, then 10 s each time, cut short by the token.
   *
   * @return that policy
   */
  static RetryPolicy defaults() {
    return exponential(Duration.ofSeconds(2), Duration.ofSeconds(10));
  }

  /**
   * Pauses that double from the first to the longest, cut short by the token.
   *
   * @param first after the first attempt; positive
   * @param longest at least {@code first}
   * @return that policy
   * @throws IllegalArgumentException if the durations are not as said
   */
  static RetryPolicy exponential(Duration first, Duration longest) {
    return new ExponentialPause(first, longest);
  }
}
