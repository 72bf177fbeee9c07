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
import org.openjdk.jcstress.infra.results.LLLL_Result;

/**
 * Two flushes: the task writes what was submitted, although the caller refills each buffer as soon
 * as it is returned.
 *
 * <pre>
 *   owner                        task
 *   flush 1, get the spare       receive, write, send back
 *   fill it, flush 2, get 1      receive, write, send back
 *   fill 1 with something else
 *   close                        exit
 * </pre>
 *
 * <p>Visits H3, H4, H17, T5, T12, T14; holds B1, B3, B4, B5. Run: {@code mvn verify -pl stress-
 * tests -am -Dstress.tests=S18}.
 *
 * <p>Measured at the quick level (x86-64, two processors):
 *
 * <pre>
 *   outcome                          JDK 17         JDK 25
 *   ok ok, exit, whole, well        546,128        682,612
 * </pre>
 *
 * <p>Catches: a task that sends the buffer back before it writes it (TORN).
 */
@JCStressTest
@Outcome(
    id = "ok ok, exit, whole, well",
    expect = ACCEPTABLE,
    desc = "Both written as they were submitted.")
@Outcome(id = ".*\\bLOST\\b.*", expect = FORBIDDEN, desc = "LOST WAKE-UP: somebody slept on.")
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
@Visits(outcome = "ok ok, exit, whole, well", ids = "H3 H4 H17 T5 T12 T14")
@State
public class S18_FlushContents {
  private final Race race = new Race(2);
  private final StressRig rig = new StressRig(new StressSink());

  /** Flushes, and overwrites the buffers that are returned. */
  @Actor
  public void owner(LLLL_Result r) {
    race.enter();
    String first = rig.owner.flush(0);
    String second = rig.owner.flush(1);
    if (rig.owner.mine() != null) {
      rig.owner.mine().fill(7);
    }
    rig.close();
    r.r1 = race.leave(first + " " + second);
  }

  /** Writes. */
  @Actor
  public void task(LLLL_Result r) {
    race.enter();
    rig.runTask();
    r.r2 = race.leave("exit");
  }

  /** Looks for the buffers. */
  @Arbiter
  public void arbiter(LLLL_Result r) {
    r.r3 = rig.account(race);
    r.r4 = rig.end();
  }
}
