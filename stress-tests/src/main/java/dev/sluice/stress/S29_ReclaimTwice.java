// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.sluice.stress.gate.Visits;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * Two threads reclaim at once: each buffer is handed out, to one of them.
 *
 * <pre>
 *   (detached, one buffer written, the task has exited)
 *   one                          other
 *   reclaim                      reclaim
 * </pre>
 *
 * <p>Visits H13, H15; holds B1, E3. Run: {@code mvn verify -pl stress-tests -am
 * -Dstress.tests=S29}.
 *
 * <p>Measured at the quick level (x86-64, two processors that were busy with other work):
 *
 * <pre>
 *   outcome                                             JDK 17         JDK 25
 *   ok detached 0, ok detached 1 and the writer          9,366          5,342
 *   ok detached 1 and the writer, ok detached 0          9,279          5,265
 *   refused, ok detached 1 and the writer                   74             94
 *   ok detached 1 and the writer, refused                   72             73
 * </pre>
 *
 * <p>Catches: a reclaim that sets the state and does not compare it first (both get the writer).
 */
@JCStressTest
@Outcome(
    id = "ok detached 1 and the writer, ok detached 0",
    expect = ACCEPTABLE,
    desc = "The first got all of it.")
@Outcome(
    id = "ok detached 0, ok detached 1 and the writer",
    expect = ACCEPTABLE,
    desc = "The second got all of it.")
@Outcome(
    id = "ok detached 1 and the writer, refused",
    expect = ACCEPTABLE,
    desc = "The second came while the first was at it.")
@Outcome(
    id = "refused, ok detached 1 and the writer",
    expect = ACCEPTABLE,
    desc = "The first came while the second was at it.")
@Outcome(id = ".*\\bLOST\\b.*", expect = FORBIDDEN, desc = "LOST WAKE-UP: somebody slept on.")
@Outcome(id = ".*THREW.*", expect = FORBIDDEN, desc = "THREW: an exception that is not an outcome.")
@Outcome(id = ".*writer.*writer.*", expect = FORBIDDEN, desc = "TWO WRITERS: both got it.")
@Outcome(id = ".* 1.*, .* 1.*", expect = FORBIDDEN, desc = "DOUBLED BUFFER: both got it.")
@Outcome(
    id = "refused, refused|.* 0, .* 0",
    expect = FORBIDDEN,
    desc = "LOST BUFFER: nobody got it.")
@Outcome(expect = FORBIDDEN, desc = "OTHER: nobody expected this outcome.")
@Visits(outcome = "ok detached 1 and the writer, ok detached 0", ids = "H15")
@Visits(outcome = "ok detached 0, ok detached 1 and the writer", ids = "H15")
@Visits(outcome = "ok detached 1 and the writer, refused", ids = "H13 H15")
@Visits(outcome = "refused, ok detached 1 and the writer", ids = "H13 H15")
@State
public class S29_ReclaimTwice {
  private final Race race = Race.meeting(2);
  private final StressRig rig = new StressRig(new StressSink());
  private final String before = drained();

  private String drained() {
    String words = rig.owner.flush(0) + " " + rig.detach();
    rig.runTask();
    return (String) rig.orThrew(words);
  }

  /** Reclaims. */
  @Actor
  public void one(LL_Result r) {
    race.enter();
    r.r1 = race.leave(reclaim());
  }

  /** Reclaims as well. */
  @Actor
  public void other(LL_Result r) {
    race.enter();
    r.r2 = race.leave(reclaim());
  }

  /** Returns how many buffers came, and whether the writer came with them. */
  private Object reclaim() {
    String words = rig.reclaimed();
    return words.equals("busy") ? "refused" : before + " " + words;
  }
}
