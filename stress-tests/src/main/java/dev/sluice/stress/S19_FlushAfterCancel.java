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
 * The owner cancels, then flushes, while the task is about to write the previous buffer. The
 * previous buffer is written if its attempt had begun. The new one is never written.
 *
 * <pre>
 *   (flush 1 is pending)
 *   owner                        task
 *   cancel                       is it cancelled?
 *   flush 2                      write 1, or exit
 * </pre>
 *
 * <p>Visits H4, K1, T4, T5, T16; holds B1, B3, C1. Run: {@code mvn verify -pl stress-tests -am
 * -Dstress.tests=S19}.
 *
 * <p>Measured at the quick level (x86-64, two processors):
 *
 * <pre>
 *   outcome                                   JDK 17         JDK 25
 *   ok ok, whole, 1, Cancelled               263,680        326,572
 *   ok Cancelled, whole, 0, Cancelled        233,085        311,326
 * </pre>
 *
 * <p>Catches: a first attempt that does not look at the token (ok ok, whole, 2, well).
 */
@JCStressTest
@Outcome(
    id = "ok ok, whole, 1, Cancelled",
    expect = ACCEPTABLE,
    desc = "The attempt came first: one written, one not.")
@Outcome(
    id = "ok Cancelled, whole, 0, Cancelled",
    expect = ACCEPTABLE,
    desc = "The cancel came first: both unflushed.")
@Outcome(id = ".*\\bLOST\\b.*", expect = FORBIDDEN, desc = "LOST WAKE-UP: somebody slept on.")
@Outcome(
    id = ".*, 2, .*",
    expect = FORBIDDEN,
    desc = "CANCEL IGNORED: an attempt started after it.")
@Outcome(id = ".*, well", expect = FORBIDDEN, desc = "CANCEL IGNORED: the task ended well.")
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
@Visits(outcome = "ok ok, whole, 1, Cancelled", ids = "H4 T4 T5 K1")
@Visits(outcome = "ok Cancelled, whole, 0, Cancelled", ids = "T4 T16 K1")
@State
public class S19_FlushAfterCancel {
  private final Race race = new Race(2);
  private final StressRig rig = new StressRig(new StressSink());
  private final String first = rig.owner.flush(0);

  /** Cancels, then flushes. */
  @Actor
  public void owner(LLLL_Result r) {
    race.enter();
    rig.cancel();
    String second = rig.owner.flush(1);
    rig.close();
    r.r1 = race.leave(first + " " + second);
  }

  /** Writes until it sees the token. */
  @Actor
  public void task() {
    race.enter();
    rig.runTask();
    race.leave();
  }

  /** Looks for the buffers. */
  @Arbiter
  public void arbiter(LLLL_Result r) {
    r.r2 = rig.account(race);
    r.r3 = rig.written();
    r.r4 = rig.end();
  }
}
