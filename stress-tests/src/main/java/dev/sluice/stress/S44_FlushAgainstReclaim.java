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
 * One thread reclaims while another flushes. There has been no end, so the reclaim is refused
 * whenever it comes, and the handle goes on.
 *
 * <pre>
 *   (flush 1 is pending)
 *   owner                   other                  task
 *   flush 2                 reclaim                serve
 *   close
 * </pre>
 *
 * <p>Visits H4, H13, H17; holds B1, B3, E3. Run: {@code mvn verify -pl stress-tests -am
 * -Dstress.tests=S44}.
 *
 * <p>Measured at the quick level (x86-64, two processors that were busy with other work):
 *
 * <pre>
 *   outcome                                     JDK 17         JDK 25
 *   ok ok closed, not ended, whole well         10,247          3,742
 *   ok ok closed, busy, whole well               6,315          1,849
 * </pre>
 *
 * <p>Catches: a reclaim that sees a call running, and is let in by the end of that call
 * (RECLAIMED).
 */
@JCStressTest
@Outcome(
    id = "ok ok closed, not ended, whole well",
    expect = ACCEPTABLE,
    desc = "It came between two calls.")
@Outcome(
    id = "ok ok closed, busy, whole well",
    expect = ACCEPTABLE,
    desc = "It came while a call was in.")
@Outcome(id = ".*\\bLOST\\b.*", expect = FORBIDDEN, desc = "LOST WAKE-UP: somebody slept on.")
@Outcome(
    id = ".*, \\d and the writer, .*",
    expect = FORBIDDEN,
    desc = "RECLAIMED: there was no end yet.")
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
@Visits(outcome = "ok ok closed, not ended, whole well", ids = "H4 H17")
@Visits(outcome = "ok ok closed, busy, whole well", ids = "H4 H13 H17")
@State
public class S44_FlushAgainstReclaim {
  private final Race race = Race.meeting(3);
  private final StressRig rig = new StressRig(new StressSink());
  private final String first = rig.owner.flush(0);
  private volatile boolean done;

  /** Flushes, and closes when the other actor is done. */
  @Actor
  public void owner(LLL_Result r) {
    race.enter();
    String second = rig.owner.flush(1);
    for (int i = 0; !done; i++) {
      Race.pause(i);
    }
    String end = rig.close();
    r.r1 = race.leave(first + " " + second + " " + end);
  }

  /** Reclaims. */
  @Actor
  public void other(LLL_Result r) {
    race.enter();
    String word = rig.reclaimed();
    done = true;
    r.r2 = race.leave(word);
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
    r.r3 = rig.account(race) + " " + rig.end();
  }
}
