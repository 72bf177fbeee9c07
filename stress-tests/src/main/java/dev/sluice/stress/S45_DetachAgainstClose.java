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
 * One thread detaches while another closes. A detach that comes second finds a closed handle. A
 * close that comes second waits for the detached task. A close that is let in returns when all is
 * written, in either order.
 *
 * <pre>
 *   (flush 1 is pending)
 *   one                     other                  task
 *   detach                  close                  write 1
 *                           is 1 written?
 * </pre>
 *
 * <p>Visits H13, H14, H17; holds E3, L4. Run: {@code mvn verify -pl stress-tests -am
 * -Dstress.tests=S45}.
 *
 * <p>Measured at the quick level (x86-64, two processors that were busy with other work):
 *
 * <pre>
 *   outcome                                   JDK 17         JDK 25
 *   detached, closed 1, ok whole well          6,753          3,285
 *   busy, closed 1, ok whole well              2,974          1,274
 *   detached, busy, ok whole well                 38             27
 * </pre>
 *
 * <p>Catches: a close that does not wait for a detached task (closed 0); a close that is refused
 * because the handle has ended just now (after close).
 */
@JCStressTest
@Outcome(
    id = "detached, closed 1, ok whole well",
    expect = ACCEPTABLE,
    desc = "One after the other.")
@Outcome(
    id = "detached, busy, ok whole well",
    expect = ACCEPTABLE,
    desc = "The close came while the detach was in.")
@Outcome(
    id = "busy, closed 1, ok whole well",
    expect = ACCEPTABLE,
    desc = "The detach came while the close was in.")
@Outcome(id = ".*\\bLOST\\b.*", expect = FORBIDDEN, desc = "LOST WAKE-UP: somebody slept on.")
@Outcome(id = "busy, busy, .*", expect = FORBIDDEN, desc = "NO OWNER: both were refused.")
@Outcome(
    id = ".*after (close|detach).*",
    expect = FORBIDDEN,
    desc = "REFUSED FOR NOTHING: it had ended, which is not an error.")
@Outcome(id = ".*closed 0.*", expect = FORBIDDEN, desc = "CLOSED EARLY: before the write.")
@Outcome(id = ".*THREW.*", expect = FORBIDDEN, desc = "THREW: an exception that is not an outcome.")
@Outcome(id = ".*BUFFER GONE.*", expect = FORBIDDEN, desc = "LOST BUFFER: it is nowhere.")
@Outcome(
    id = ".*DOUBLED BUFFER.*",
    expect = FORBIDDEN,
    desc = "DOUBLED BUFFER: it is in two places.")
@Outcome(
    id = ".*FLUSH GONE.*",
    expect = FORBIDDEN,
    desc = "LOST FLUSH: neither written nor unflushed.")
@Outcome(
    id = ".*WRITTEN AND UNFLUSHED.*",
    expect = FORBIDDEN,
    desc = "TWO VERDICTS: written and unflushed as well.")
@Outcome(
    id = ".*NEVER SUBMITTED.*",
    expect = FORBIDDEN,
    desc = "MADE UP: written though it was refused.")
@Outcome(id = ".*TORN.*", expect = FORBIDDEN, desc = "TORN: other contents than were submitted.")
@Outcome(
    id = ".*OUT OF ORDER.*",
    expect = FORBIDDEN,
    desc = "OUT OF ORDER: written or kept in another order.")
@Outcome(expect = FORBIDDEN, desc = "OTHER: nobody expected this outcome.")
@Visits(outcome = "detached, closed 1, ok whole well", ids = "H17")
@Visits(outcome = "detached, busy, ok whole well", ids = "H13 H14")
@Visits(outcome = "busy, closed 1, ok whole well", ids = "H13 H17")
@State
public class S45_DetachAgainstClose {
  private final Race race = Race.meeting(3);
  private final StressRig rig = new StressRig(new StressSink());
  private final String first = rig.owner.flush(0);

  /** Lets go. */
  @Actor
  public void one(LLL_Result r) {
    race.enter();
    r.r1 = race.leave(rig.detach());
  }

  /** Closes. */
  @Actor
  public void other(LLL_Result r) {
    race.enter();
    String word = rig.close();
    r.r2 = race.leave(word.equals("closed") ? word + " " + rig.written() : word);
  }

  /** Serves. */
  @Actor
  public void task() {
    race.enter();
    rig.runTask();
    race.leave();
  }

  /** Looks for the buffers. */
  @Arbiter
  public void arbiter(LLL_Result r) {
    r.r3 = first + " " + rig.account(race) + " " + rig.end();
  }
}
