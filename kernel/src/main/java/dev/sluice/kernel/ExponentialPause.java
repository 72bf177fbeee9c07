// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import java.time.Duration;
import java.util.Objects;

/** Source: {@code backoff::exponential_backoff(attempt, 1.0, 10.0, cancel)}. */
record ExponentialPause(Duration first, Duration longest) implements RetryPolicy {

  ExponentialPause {
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(longest, "longest");
    if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "pauses must be positive and not shrink: first " + first + ", longest " + longest);
    }
  }

  @Override
  public void pause(int attempt, CancellationToken token) {
    token.awaitCancelled(after(attempt)); // K3
  }

  /** The pause after an attempt. Halves the longest instead of doubling the first: no overflow. */
  Duration after(int attempt) {
    int doublings = Math.min(attempt - 1, Long.SIZE - 2);
    boolean shorter = longest.dividedBy(1L << doublings).compareTo(first) >= 0;
    return shorter ? first.multipliedBy(1L << doublings) : longest;
  }
}
