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
 * One thread flushes while another shuts down: the call that is let in first is done completely,
 * and the other is refused.
 *
 * <pre>
 *   one                     other                  task
 *   flush 1                 shutdown               serve
 *   the last one closes
 * </pre>
 *
 * <p>Visits H4, H7, H12, H13, T14; holds B1, B2, B3, E1, E3. Run: {@code mvn verify -pl stress-
 * tests -am -Dstress.tests=S32}.
 *
 * <p>Measured at the quick level (x86-64, two processors):
 *
 * <pre>
 *   outcome                                JDK 17         JDK 25
 *   ok, ok, whole well                    451,394        196,485
 *   after shutdown, ok, whole well          4,750        101,089
 *   busy, ok, whole well                      273        126,791
 *   ok, busy, whole well                        8         48,929
 * </pre>
 *
 * <p>Catches: an enter that reads the state and then sets it; a shutdown that leaves the handle
 * open.
 */
@JCStressTest
@Outcome(id = "ok, ok, whole well", expect = ACCEPTABLE, desc = "Flushed, then shut down.")
@Outcome(
    id = "busy, ok, whole well",
    expect = ACCEPTABLE,
    desc = "The flush came while the shutdown was in.")
@Outcome(
    id = "after shutdown, ok, whole well",
    expect = ACCEPTABLE,
    desc = "The flush came after the shutdown.")
@Outcome(
    id = "ok, busy, whole well",
    expect = ACCEPTABLE,
    desc = "The shutdown came while the flush was in.")
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
@Visits(outcome = "ok, ok, whole well", ids = "H4 H7 T14")
@Visits(outcome = "busy, ok, whole well", ids = "H7 H13")
@Visits(outcome = "after shutdown, ok, whole well", ids = "H7 H12")
@Visits(outcome = "ok, busy, whole well", ids = "H4 H13")
@State
public class S32_FlushAgainstShutdown {
  private final Race race = Race.meeting(3);
  private final StressRig rig = new StressRig(new StressSink());
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
    String word = rig.shutdown(ShutdownRequest.keepLength());
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
