// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.sluice.stress.gate.Visits;
import dev.sluice.sync.CancellationToken;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * Cancellation ends a pause, and the thread that paused sees what the canceller did before.
 *
 * <pre>
 *   canceller                  waiter
 *   fill the buffer            awaitCancelled (waits)
 *   is the waiter waiting?     read the buffer
 *   cancel
 * </pre>
 *
 * <p>Visits K1, K3; holds C2. Run: {@code mvn verify -pl stress-tests -am -Dstress.tests=S12}.
 *
 * <p>Measured at the quick level (x86-64, two processors):
 *
 * <pre>
 *   outcome            JDK 17         JDK 25
 *   RUNNING, 1        930,333      7,897,707
 *   PARKED, 1          58,889          3,515
 * </pre>
 *
 * <p>Catches: a cancel that notifies nobody, or that notifies first and sets the flag later,
 * outside the monitor (PARKED, LOST).
 */
@JCStressTest
@Outcome(id = "RUNNING, 1", expect = ACCEPTABLE, desc = "Cancelled before the pause began.")
@Outcome(id = "PARKED, 1", expect = ACCEPTABLE, desc = "The pause was ended.")
@Outcome(
    id = ".*, LOST",
    expect = FORBIDDEN,
    desc = "LOST WAKE-UP: cancelled, and the pause goes on.")
@Outcome(id = ".*, 0", expect = FORBIDDEN, desc = "EARLY: the pause ended before the cancel.")
@Outcome(
    id = ".*, -1",
    expect = FORBIDDEN,
    desc = "TORN: the cancel came before what it announces.")
@Outcome(expect = FORBIDDEN, desc = "OTHER: nobody expected this outcome.")
@Visits(outcome = "RUNNING, 1", ids = "K1")
@Visits(outcome = "PARKED, 1", ids = "K1 K3")
@State
public class S12_CancelWakes {
  private final Race race = new Race(2);
  private final CancellationToken token = new CancellationToken();
  private final StressBuffer buffer = new StressBuffer();
  private volatile Thread waiter;

  /** Cancels. */
  @Actor
  public void canceller(LL_Result r) {
    race.enter();
    buffer.fill(1);
    r.r1 = Race.state(waiter);
    token.cancel();
    race.leave();
  }

  /** Pauses until the token is cancelled. */
  @Actor
  public void waiter(LL_Result r) {
    race.enter();
    waiter = Thread.currentThread();
    token.awaitCancelled(Duration.ofSeconds(Long.MAX_VALUE));
    int value = buffer.value();
    r.r2 = race.leave(value);
  }
}
