// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.sluice.kernel.ShutdownRequest;
import dev.sluice.stress.gate.Visits;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/**
 * Two threads shut down at once: one of them gets the writer.
 *
 * <pre>
 *   one                     other                  task
 *   shutdown                shutdown               serve
 * </pre>
 *
 * <p>Visits H7, H8, H12, H13; holds B1, E1, E3. Run: {@code mvn verify -pl stress-tests -am
 * -Dstress.tests=S33}.
 *
 * <p>Measured at the quick level (x86-64, two processors):
 *
 * <pre>
 *   outcome                                JDK 17         JDK 25
 *   after shutdown, ok, whole well        127,338         85,419
 *   ok, busy, whole well                  126,000        102,289
 *   busy, ok, whole well                  125,791        107,111
 *   ok, after shutdown, whole well        108,037         85,290
 * </pre>
 *
 * <p>Catches: an enter that reads the state and then sets it; a shutdown that leaves the handle
 * open.
 */
@JCStressTest
@Outcome(
    id = "ok, busy, whole well",
    expect = ACCEPTABLE,
    desc = "The second came while the first was in.")
@Outcome(
    id = "busy, ok, whole well",
    expect = ACCEPTABLE,
    desc = "The first came while the second was in.")
@Outcome(
    id = "ok, after shutdown, whole well",
    expect = ACCEPTABLE,
    desc = "The second came after.")
@Outcome(id = "after shutdown, ok, whole well", expect = ACCEPTABLE, desc = "The first came after.")
@Outcome(id = ".*\\bLOST\\b.*", expect = FORBIDDEN, desc = "LOST WAKE-UP: somebody slept on.")
@Outcome(
    id = "ok, ok, .*",
    expect = FORBIDDEN,
    desc = "TWO OWNERS: the writer was handed out twice.")
@Outcome(
    id = "(busy|after.*), (busy|after.*), .*",
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
@Visits(outcome = "ok, busy, whole well", ids = "H7 H13")
@Visits(outcome = "busy, ok, whole well", ids = "H8 H13")
@Visits(outcome = "ok, after shutdown, whole well", ids = "H7 H12")
@Visits(outcome = "after shutdown, ok, whole well", ids = "H8 H12")
@State
public class S33_ShutdownTwice {
  private final Race race = Race.meeting(3);
  private final StressRig rig = new StressRig(new StressSink());
  private final AtomicInteger callers = new AtomicInteger(2);

  /** Calls. */
  @Actor
  public void one(LLL_Result r) {
    race.enter();
    String word = rig.shutdown(ShutdownRequest.keepLength());
    lastOneCloses();
    r.r1 = race.leave(word);
  }

  /** Calls as well. */
  @Actor
  public void other(LLL_Result r) {
    race.enter();
    String word = rig.shutdown(ShutdownRequest.setLength(7));
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
    String account = rig.account(race);
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
