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
 * One thread closes the handle while another flushes. The flush is done completely, and is written
 * when the close returns, or it is refused and nothing has changed.
 *
 * <pre>
 *   owner                   other                  task
 *   flush 1                 close                  serve
 *                           is 1 written?
 * </pre>
 *
 * <p>Visits H4, H12, H13, H17; holds B1, B3, E1, E3, L4. Run: {@code mvn verify -pl stress-tests
 * -am -Dstress.tests=S46}.
 *
 * <p>Measured at the quick level (x86-64, two processors that were busy with other work):
 *
 * <pre>
 *   outcome                                   JDK 17         JDK 25
 *   ok, closed 1, whole well                   6,618         10,313
 *   busy, closed 0, whole well                 3,246          6,491
 *   after close, closed 0, whole well          2,786          2,868
 *   ok, busy, whole well                         143            125
 * </pre>
 *
 * <p>Catches: a close that does not wait (ok, closed 0).
 */
@JCStressTest
@Outcome(id = "ok, closed 1, whole well", expect = ACCEPTABLE, desc = "Flushed, then closed.")
@Outcome(
    id = "after close, closed 0, whole well",
    expect = ACCEPTABLE,
    desc = "Closed, then refused.")
@Outcome(
    id = "busy, closed 0, whole well",
    expect = ACCEPTABLE,
    desc = "The flush came while the close was in.")
@Outcome(
    id = "ok, busy, whole well",
    expect = ACCEPTABLE,
    desc = "The close came while the flush was in.")
@Outcome(id = ".*\\bLOST\\b.*", expect = FORBIDDEN, desc = "LOST WAKE-UP: somebody slept on.")
@Outcome(id = "ok, closed 0, .*", expect = FORBIDDEN, desc = "CLOSED EARLY: before the write.")
@Outcome(
    id = "(busy|after close), busy, .*",
    expect = FORBIDDEN,
    desc = "NO OWNER: both were refused.")
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
@Visits(outcome = "ok, closed 1, whole well", ids = "H4 H17")
@Visits(outcome = "after close, closed 0, whole well", ids = "H12 H17")
@Visits(outcome = "busy, closed 0, whole well", ids = "H13 H17")
@Visits(outcome = "ok, busy, whole well", ids = "H4 H13")
@State
public class S46_FlushAgainstClose {
  private final Race race = Race.meeting(3);
  private final StressRig rig = new StressRig(new StressSink());

  /** Flushes. */
  @Actor
  public void owner(LLL_Result r) {
    race.enter();
    r.r1 = race.leave(rig.owner.flush(0));
  }

  /** Closes, and if that was refused closes again, so that the task ends. */
  @Actor
  public void other(LLL_Result r) {
    race.enter();
    String word = rig.close();
    r.r2 = word.equals("closed") ? word + " " + rig.written() : word;
    for (int i = 0; rig.close().equals("busy"); i++) {
      Race.pause(i);
    }
    if (race.leave()) {
      r.r2 = Race.LOST;
    }
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
