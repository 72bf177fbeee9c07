// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.sluice.stress.gate.Visits;
import dev.sluice.sync.Gate;
import dev.sluice.sync.GateClosedException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * A thread enters while another closes the gate. Either the thread is in, and the close waits for
 * it, or the thread is refused.
 *
 * <pre>
 *   guest                        closer
 *   enter (may be refused)       close
 *   work                         look at the work
 *   leave
 * </pre>
 *
 * <p>Visits G1, G2, G4; holds L3. Run: {@code mvn verify -pl stress-tests -am -Dstress.tests=S14}.
 *
 * <p>Measured at the quick level (x86-64, two processors):
 *
 * <pre>
 *   outcome            JDK 17         JDK 25
 *   in, 1             879,050        830,999
 *   refused, 0        622,172        854,543
 * </pre>
 *
 * <p>Catches: an enter that does not look whether the gate is closing (in, 0); a release that
 * notifies nobody (in, LOST).
 */
@JCStressTest
@Outcome(id = "in, 1", expect = ACCEPTABLE, desc = "It was in: the close waited for its work.")
@Outcome(id = "refused, 0", expect = ACCEPTABLE, desc = "Refused: nothing was done.")
@Outcome(
    id = ".*LOST.*",
    expect = FORBIDDEN,
    desc = "LOST WAKE-UP: nobody is in, and the close waits.")
@Outcome(id = "in, 0", expect = FORBIDDEN, desc = "CLOSED EARLY: somebody was in, or got in after.")
@Outcome(id = "in, -1", expect = FORBIDDEN, desc = "CLOSED EARLY: in the midst of the work.")
@Outcome(expect = FORBIDDEN, desc = "OTHER: nobody expected this outcome.")
@Visits(outcome = "in, 1", ids = "G1 G2")
@Visits(outcome = "refused, 0", ids = "G4")
@State
public class S14_EnterAgainstClose {
  private final Race race = Race.meeting(2);
  private final Gate gate = new Gate();
  private final StressBuffer work = new StressBuffer();

  /** Works within the gate if it gets in. */
  @Actor
  public void guest(LL_Result r) {
    race.enter();
    String in = "in";
    try (Gate.Guard guard = gate.enter()) {
      work.fill(1);
    } catch (GateClosedException e) {
      in = "refused";
    }
    r.r1 = race.leave(in);
  }

  /** Closes. */
  @Actor
  public void closer(LL_Result r) {
    race.enter();
    gate.close();
    int value = work.value();
    r.r2 = race.leave(value);
  }
}
