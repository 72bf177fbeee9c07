// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.sluice.stress.gate.Visits;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/**
 * Two threads flush at once. One of them is let in. The other is refused and keeps its buffer, or
 * comes after the first. A third thread must serve them, because a flush waits for the task.
 *
 * <pre>
 *   one                     other                  task
 *   flush 1                 flush 2                serve
 *   the last one closes
 * </pre>
 *
 * <p>Visits H3, H4, H13; holds B1, B3, E3. Run: {@code mvn verify -pl stress-tests -am
 * -Dstress.tests=S31}.
 *
 * <p>Measured at the quick level (x86-64, two processors):
 *
 * <pre>
 *   outcome                      JDK 17         JDK 25
 *   ok, ok, whole well          281,745        254,512
 *   ok, busy, whole well             19         14,131
 *   busy, ok, whole well             18         17,991
 * </pre>
 *
 * <p>Catches: an enter that reads the state and then sets it; a flush that opens the handle before
 * its buffer is there.
 */
@JCStressTest
@Outcome(id = "ok, ok, whole well", expect = ACCEPTABLE, desc = "One after the other.")
@Outcome(
    id = "ok, busy, whole well",
    expect = ACCEPTABLE,
    desc = "The second came while the first was in.")
@Outcome(
    id = "busy, ok, whole well",
    expect = ACCEPTABLE,
    desc = "The first came while the second was in.")
@Outcome(id = ".*\\bLOST\\b.*", expect = FORBIDDEN, desc = "LOST WAKE-UP: somebody slept on.")
@Outcome(id = "busy, busy, .*", expect = FORBIDDEN, desc = "NO OWNER: both were refused.")
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
@Visits(outcome = "ok, ok, whole well", ids = "H3 H4")
@Visits(outcome = "ok, busy, whole well", ids = "H3 H4 H13")
@Visits(outcome = "busy, ok, whole well", ids = "H3 H4 H13")
@State
public class S31_FlushTwice {
  private final Race race = Race.meeting(3);
  private final StressRig rig = new StressRig(new StressSink());
  private final StressRig.Caller second = rig.new Caller();
  private final AtomicInteger callers = new AtomicInteger(2);

  /** Calls. */
  @Actor
  public void one(LLL_Result r) {
    race.enter();
    String word = rig.owner.flush(0);
    lastOneCloses();
    r.r1 = race.leave(word);
  }

  /** Calls as well. */
  @Actor
  public void other(LLL_Result r) {
    race.enter();
    String word = second.flush(1);
    lastOneCloses();
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
    String account = rig.account(race, second);
    r.r3 = account + " " + rig.end();
  }

  /**
   * The last caller closes, else the task would wait for ever. This has no effect after a shutdown.
   */
  private void lastOneCloses() {
    if (callers.decrementAndGet() == 0) {
      rig.close();
    }
  }
}
