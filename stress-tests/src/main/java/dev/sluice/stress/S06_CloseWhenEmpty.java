// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.sluice.stress.gate.Visits;
import dev.sluice.sync.Slot;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * The sender closes an empty slot: a receiver that waits is woken, and gets the terminal value now
 * and for ever.
 *
 * <pre>
 *   sender                       receiver
 *   is the receiver parked?      receive (parks)
 *   close                        receive
 * </pre>
 *
 * <p>Visits S4, S5, S8. Run: {@code mvn verify -pl stress-tests -am -Dstress.tests=S06}.
 *
 * <p>Measured at the quick level (x86-64, two processors):
 *
 * <pre>
 *   outcome             JDK 17         JDK 25
 *   RUNNING, 99      1,130,570      5,567,339
 *   PARKED, 99          22,492          9,403
 * </pre>
 *
 * <p>Catches: a close that wakes nobody (PARKED, LOST).
 */
@JCStressTest
@Outcome(id = "RUNNING, 99", expect = ACCEPTABLE, desc = "Closed before the receiver parked.")
@Outcome(id = "PARKED, 99", expect = ACCEPTABLE, desc = "Closed on a parked receiver, which woke.")
@Outcome(
    id = ".*, LOST",
    expect = FORBIDDEN,
    desc = "LOST WAKE-UP: the slot is closed, the receiver sleeps.")
@Outcome(expect = FORBIDDEN, desc = "OTHER: nobody expected this outcome.")
@Visits(outcome = "RUNNING, 99", ids = "S5")
@Visits(outcome = "PARKED, 99", ids = "S4 S5 S8")
@State
public class S06_CloseWhenEmpty {
  private static final int END = 9;

  private final Race race = new Race(2);
  private final Slot<Integer> slot = new Slot<>();
  private volatile Thread receiver;

  /** Closes. */
  @Actor
  public void sender(LL_Result r) {
    race.enter();
    r.r1 = Race.state(receiver);
    slot.close(END);
    race.leave();
  }

  /** Gets the end, each time. */
  @Actor
  public void receiver(LL_Result r) {
    race.enter();
    receiver = Thread.currentThread();
    int first = slot.receive();
    int second = slot.receive();
    r.r2 = race.leave(first * 10 + second);
  }
}
