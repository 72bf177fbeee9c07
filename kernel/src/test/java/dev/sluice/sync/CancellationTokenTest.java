// SPDX-License-Identifier: Apache-2.0
package dev.sluice.sync;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.kernel.Bounded;
import dev.sluice.kernel.Caller;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The token alone. */
@Bounded
class CancellationTokenTest {

  private final CancellationToken token = new CancellationToken();

  @Test
  @DisplayName("K1 K2: a token that is cancelled stays so")
  void aCancelledTokenStaysCancelled() {
    assertFalse(token.isCancelled());
    token.cancel();
    assertTrue(token.isCancelled());
    token.cancel();
    assertTrue(token.isCancelled());
  }

  @Test
  @DisplayName("K3: a wait on a cancelled token ends at once, however long it was to be")
  void aWaitOnACancelledTokenEndsAtOnce() {
    token.cancel();
    assertTrue(token.awaitCancelled(ChronoUnit.FOREVER.getDuration()));
    assertTrue(token.awaitCancelled(Duration.ZERO));
  }

  @Test
  @DisplayName(
      "K3: a wait of zero or less, down to the least there is, ends, and says not cancelled")
  void aWaitOfZeroOrLessEndsAtOnceUncancelled() {
    assertFalse(token.awaitCancelled(Duration.ZERO));
    assertFalse(token.awaitCancelled(Duration.ofNanos(-1)));
    assertFalse(token.awaitCancelled(Duration.ofHours(-1)));
    assertFalse(token.awaitCancelled(ChronoUnit.FOREVER.getDuration().negated()));
    assertFalse(token.awaitCancelled(Duration.ofSeconds(Long.MIN_VALUE)));
  }

  @Test
  @DisplayName("K3: a tiny wait elapses, and is not shorter than asked")
  void aTinyWaitIsNotShorterThanAsked() {
    for (Duration tiny : List.of(Duration.ofNanos(1), Duration.ofNanos(1_500_000))) {
      long start = System.nanoTime();
      assertFalse(token.awaitCancelled(tiny));
      assertTrue(System.nanoTime() - start >= tiny.toNanos());
    }
  }

  @Test
  @DisplayName("K3 C2: cancel ends every wait, also those longer than nanoseconds can count")
  void cancelEndsEveryWaitHoweverLong() throws Throwable {
    List<Caller<Boolean>> waits = new ArrayList<>();
    for (Duration duration :
        List.of(
            ChronoUnit.FOREVER.getDuration(),
            Duration.ofNanos(Long.MAX_VALUE),
            Duration.ofNanos(Long.MAX_VALUE - 1),
            Duration.ofHours(1))) {
      waits.add(Caller.call(() -> token.awaitCancelled(duration)));
    }
    waits.forEach(wait -> wait.awaitWaitingIn(CancellationToken.class));
    token.cancel();
    for (Caller<Boolean> wait : waits) {
      assertTrue(wait.result());
    }
  }

  @Test
  @DisplayName("K3: a wake-up without a cancel ends no wait")
  void aWakeUpWithoutACancelEndsNoWait() throws Throwable {
    Caller<Boolean> forEver = Caller.call(() -> token.awaitCancelled(Duration.ofHours(1)));
    for (int i = 0; i < 20; i++) {
      forEver.awaitWaitingIn(CancellationToken.class);
      synchronized (token.lock) {
        token.lock.notifyAll();
      }
    }
    forEver.awaitWaitingIn(CancellationToken.class);
    token.cancel();
    assertTrue(forEver.result());
  }
}
