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
 * Two threads close at once. One of them is let in, and waits for the task. The other is refused,
 * or comes after and sees that the handle has ended. No close that is let in returns before all is
 * written.
 *
 * <pre>
 *   (flush 1 is pending)
 *   one                     other                  task
 *   close                   close                  write 1
 *   is 1 written?           is 1 written?
 * </pre>
 *
 * <p>Visits H13, H17, H19; holds E3, L4. Run: {@code mvn verify -pl stress-tests -am
 * -Dstress.tests=S42}.
 *
 * <p>Measured at the quick level (x86-64, two processors that were busy with other work):
 *
 * <pre>
 *   outcome                                   JDK 17         JDK 25
 *   busy, closed 1, ok whole well             10,273          6,345
 *   closed 1, busy, ok whole well             10,267          6,389
 *   closed 1, closed 1, ok whole well          6,134          5,933
 * </pre>
 *
 * <p>Catches: a close that looks whether the handle has ended, and then is refused because it ended
 * meanwhile (after close); a close that does not wait (closed 0).
 */
@JCStressTest
@Outcome(
    id = "closed 1, closed 1, ok whole well",
    expect = ACCEPTABLE,
    desc = "One after the other.")
@Outcome(
    id = "closed 1, busy, ok whole well",
    expect = ACCEPTABLE,
    desc = "The second came while the first was in.")
@Outcome(
    id = "busy, closed 1, ok whole well",
    expect = ACCEPTABLE,
    desc = "The first came while the second was in.")
@Outcome(id = ".*\\bLOST\\b.*", expect = FORBIDDEN, desc = "LOST WAKE-UP: somebody slept on.")
@Outcome(id = "busy, busy, .*", expect = FORBIDDEN, desc = "NO OWNER: both were refused.")
@Outcome(
    id = ".*after close.*",
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
@Visits(outcome = "closed 1, closed 1, ok whole well", ids = "H17 H19")
@Visits(outcome = "closed 1, busy, ok whole well", ids = "H13 H17")
@Visits(outcome = "busy, closed 1, ok whole well", ids = "H13 H17")
@State
public class S42_CloseTwice {
  private final Race race = Race.meeting(3);
  private final StressRig rig = new StressRig(new StressSink());
  private final String first = rig.owner.flush(0);

  /** Closes. */
  @Actor
  public void one(LLL_Result r) {
    race.enter();
    r.r1 = race.leave(close());
  }

  /** Closes as well. */
  @Actor
  public void other(LLL_Result r) {
    race.enter();
    r.r2 = race.leave(close());
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

  /** Closes. Returns what was said, and how much is written then. */
  private String close() {
    String word = rig.close();
    return word.equals("closed") ? word + " " + rig.written() : word;
  }
}
