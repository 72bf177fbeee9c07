// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How long the pauses are. */
@Bounded
class RetryPolicyTest {

  private static List<Duration> pauses(RetryPolicy policy, int... attempts) {
    return IntStream.of(attempts).mapToObj(n -> ((ExponentialPause) policy).after(n)).toList();
  }

  @Test
  @DisplayName("T7: the default pauses: 2 s, 4 s, 8 s, then 10 s for ever")
  void defaults() {
    assertEquals(
        IntStream.of(2, 4, 8, 10, 10, 10, 10).mapToObj(Duration::ofSeconds).toList(),
        pauses(RetryPolicy.defaults(), 1, 2, 3, 4, 5, 100, Integer.MAX_VALUE));
    assertEquals(RetryPolicy.defaults(), FlushOptions.defaults().retryPolicy());
  }

  @Test
  @DisplayName("T7: no overflow, however long the longest is")
  void noOverflow() {
    Duration most = Duration.ofSeconds(Long.MAX_VALUE);
    RetryPolicy policy = RetryPolicy.exponential(Duration.ofSeconds(3), most);
    assertEquals(
        List.of(Duration.ofSeconds(3), Duration.ofSeconds(3L << 61), most, most),
        pauses(policy, 1, 62, 63, 1000));
    RetryPolicy nanos = RetryPolicy.exponential(Duration.ofNanos(1), Duration.ofNanos(5));
    assertEquals(
        IntStream.of(1, 2, 4, 5, 5).mapToObj(Duration::ofNanos).toList(),
        pauses(nanos, 1, 2, 3, 4, 5));
    Duration second = Duration.ofSeconds(1);
    assertEquals(List.of(second, second), pauses(RetryPolicy.exponential(second, second), 1, 2));
  }

  @Test
  @DisplayName("T7: pauses that are not positive, or shrink, are refused")
  void refused() {
    Duration second = Duration.ofSeconds(1);
    for (Duration first : List.of(Duration.ZERO, second.negated(), second.plusNanos(1))) {
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class, () -> RetryPolicy.exponential(first, second));
      assertTrue(refused.getMessage().contains(first.toString()), refused.getMessage());
    }
  }

  @Test
  @DisplayName("T7: a pause ends by itself when its time is over, not before")
  void elapses() {
    Duration pause = Duration.ofMillis(20);
    long start = System.nanoTime();
    RetryPolicy.exponential(pause, pause).pause(1, new CancellationToken());
    assertTrue(System.nanoTime() - start >= pause.toNanos());
  }

  @Test
  @DisplayName("T8 K3 C2: a pause on a token that is cancelled is none")
  void cutShort() throws Throwable {
    CancellationToken token = new CancellationToken();
    Duration hour = Duration.ofHours(1);
    RetryPolicy policy = RetryPolicy.exponential(hour, hour);
    Caller<Void> pausing =
        Caller.call(
            () -> {
              policy.pause(1, token);
              return null;
            });
    pausing.awaitWaitingIn(CancellationToken.class);
    token.cancel();
    pausing.result();
    policy.pause(1, token);
  }
}
