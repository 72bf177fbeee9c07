// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.sluice.stress.gate.Visits;
import dev.sluice.sync.Gate;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * The last guest leaves while another thread closes the gate: the close waits for the guest, and is
 * woken then.
 *
 * <pre>
 *   (one guard is out)
 *   guest                       closer
 *   work                        close (waits)
 *   is the closer waiting?      look at the work
 *   leave
 * </pre>
 *
 * <p>Visits G2, G3; holds L3. Run: {@code mvn verify -pl stress-tests -am -Dstress.tests=S15}.
 *
 * <p>Measured at the quick level (x86-64, two processors):
 *
 * <pre>
 *   outcome            JDK 17         JDK 25
 *   RUNNING, 1      3,209,367      7,232,512
 *   PARKED, 1          32,655          3,110
 * </pre>
 *
 * <p>Catches: a release that notifies nobody (PARKED, LOST); a close that does not wait for the
 * last guest (RUNNING, 0).
 */
@JCStressTest
@Outcome(id = "RUNNING, 1", expect = ACCEPTABLE, desc = "It had left already, or left just then.")
@Outcome(id = "PARKED, 1", expect = ACCEPTABLE, desc = "The close waited, and was woken.")
@Outcome(
    id = ".*, LOST",
    expect = FORBIDDEN,
    desc = "LOST WAKE-UP: nobody is in, and the close waits.")
@Outcome(id = ".*, 0", expect = FORBIDDEN, desc = "CLOSED EARLY: it did not wait.")
@Outcome(id = ".*, -1", expect = FORBIDDEN, desc = "CLOSED EARLY: in the midst of the work.")
@Outcome(expect = FORBIDDEN, desc = "OTHER: nobody expected this outcome.")
@Visits(outcome = "RUNNING, 1", ids = "G2")
@Visits(outcome = "PARKED, 1", ids = "G2 G3")
@State
public class S15_LeaveAgainstClose {
  private final Race race = new Race(2);
  private final Gate gate = new Gate();
  private final Gate.Guard guard = gate.enter();
  private final StressBuffer work = new StressBuffer();
  private volatile Thread closer;

  /** Leaves. */
  @Actor
  public void guest(LL_Result r) {
    race.enter();
    work.fill(1);
    r.r1 = Race.state(closer);
    guard.close();
    race.leave();
  }

  /** Closes. */
  @Actor
  public void closer(LL_Result r) {
    race.enter();
    closer = Thread.currentThread();
    gate.close();
    int value = work.value();
    r.r2 = race.leave(value);
  }
}
