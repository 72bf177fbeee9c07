// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.sluice.stress.gate.Visits;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/**
 * One thread detaches the handle while another reclaims. The reclaim is refused and has no effect,
 * or it waits for the task and gets all.
 *
 * <pre>
 *   (flush 1 is pending)
 *   owner                   other                  task
 *   detach                  reclaim                write 1
 * </pre>
 *
 * <p>Visits H13, H14, H15; holds B1, B3, E3. Run: {@code mvn verify -pl stress-tests -am
 * -Dstress.tests=S43}.
 *
 * <p>Measured at the quick level (x86-64, two processors that were busy with other work):
 *
 * <pre>
 *   outcome                                          JDK 17         JDK 25
 *   detached, not ended, ok 1 and the writer         17,103         11,011
 *   detached, 1 and the writer, ok 0                  7,585          5,852
 *   detached, busy, ok 1 and the writer                 194             62
 * </pre>
 *
 * <p>Catches: a detach that opens the handle again (not ended, ok not ended).
 */
@JCStressTest
@Outcome(
    id = "detached, not ended, ok 1 and the writer",
    expect = ACCEPTABLE,
    desc = "The reclaim came before.")
@Outcome(
    id = "detached, busy, ok 1 and the writer",
    expect = ACCEPTABLE,
    desc = "The reclaim came while the detach was in.")
@Outcome(
    id = "detached, 1 and the writer, ok 0",
    expect = ACCEPTABLE,
    desc = "The reclaim came after, and waited.")
@Outcome(id = ".*\\bLOST\\b.*", expect = FORBIDDEN, desc = "LOST WAKE-UP: somebody slept on.")
@Outcome(id = ".*writer.*writer.*", expect = FORBIDDEN, desc = "TWO WRITERS: handed out twice.")
@Outcome(
    id = ".*, 0, .*|.*, (busy|not ended), ok 0",
    expect = FORBIDDEN,
    desc = "LOST BUFFER: nobody got it.")
@Outcome(id = ".*THREW.*", expect = FORBIDDEN, desc = "THREW: an exception that is not an outcome.")
@Outcome(expect = FORBIDDEN, desc = "OTHER: nobody expected this outcome.")
@Visits(outcome = "detached, not ended, ok 1 and the writer", ids = "H14 H15")
@Visits(outcome = "detached, busy, ok 1 and the writer", ids = "H13 H14 H15")
@Visits(outcome = "detached, 1 and the writer, ok 0", ids = "H14 H15")
@State
public class S43_DetachAgainstReclaim {
  private final Race race = Race.meeting(3);
  private final StressRig rig = new StressRig(new StressSink());
  private final String first = rig.owner.flush(0);

  /** Lets go. */
  @Actor
  public void owner(LLL_Result r) {
    race.enter();
    r.r1 = race.leave(rig.detach());
  }

  /** Reclaims. */
  @Actor
  public void other(LLL_Result r) {
    race.enter();
    r.r2 = race.leave(rig.reclaimed());
  }

  /** Serves. */
  @Actor
  public void task() {
    race.enter();
    rig.runTask();
    race.leave();
  }

  /** Reclaims what is left. */
  @Arbiter
  public void arbiter(LLL_Result r) {
    race.arbitrate();
    String left = rig.reclaimed();
    r.r3 = race.leave(rig.orThrew(first + " " + left));
  }
}
