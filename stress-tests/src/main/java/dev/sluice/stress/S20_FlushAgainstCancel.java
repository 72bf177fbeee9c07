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
 * Flushes against a cancel from a third thread. Two actors cannot show this race: the owner waits
 * in its call for the task, so neither of them can cancel meanwhile.
 *
 * <pre>
 *   owner                task                      canceller
 *   flush 1              is it cancelled?          cancel
 *   flush 2              write, or exit
 *   close
 * </pre>
 *
 * <p>Visits H3, H4, T4, T5, T14, T16; holds B1, B3, B4, C1. Run: {@code mvn verify -pl stress-
 * tests -am -Dstress.tests=S20}.
 *
 * <p>Measured at the quick level (x86-64, two processors):
 *
 * <pre>
 *   outcome                                   JDK 17         JDK 25
 *   ok Cancelled, whole, 0, Cancelled        121,583        463,441
 *   ok ok, whole, 2, well                      6,643        109,713
 *   ok ok, whole, 1, Cancelled                   157            231
 * </pre>
 *
 * <p>Catches: a task that forgets the buffer in hand, or the pending one, when it exits (BUFFER
 * GONE).
 */
@JCStressTest
@Outcome(id = "ok ok, whole, 2, well", expect = ACCEPTABLE, desc = "The cancel came after both.")
@Outcome(id = "ok ok, whole, 1, Cancelled", expect = ACCEPTABLE, desc = "Between the two attempts.")
@Outcome(
    id = "ok Cancelled, whole, 0, Cancelled",
    expect = ACCEPTABLE,
    desc = "Before the first attempt, seen by the second flush.")
@Outcome(
    id = "Cancelled -, whole, 0, Cancelled",
    expect = ACCEPTABLE,
    desc = "Seen by the first flush.")
@Outcome(id = ".*\\bLOST\\b.*", expect = FORBIDDEN, desc = "LOST WAKE-UP: somebody slept on.")
@Outcome(
    id = ".*, 2, Cancelled",
    expect = FORBIDDEN,
    desc = "TWO VERDICTS: all written, and cancelled.")
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
@Visits(outcome = "ok ok, whole, 2, well", ids = "H3 H4 T5 T14")
@Visits(outcome = "ok ok, whole, 1, Cancelled", ids = "H3 H4 T4 T16")
@Visits(outcome = "ok Cancelled, whole, 0, Cancelled", ids = "T4 T16")
@State
public class S20_FlushAgainstCancel {
  private final Race race = new Race(3);
  private final StressRig rig = new StressRig(new StressSink());

  /** Flushes twice, or until it fails. */
  @Actor
  public void owner(LLLL_Result r) {
    race.enter();
    String first = rig.owner.flush(0);
    String second = first.equals("ok") ? rig.owner.flush(1) : "-";
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

  /** Cancels. */
  @Actor
  public void canceller() {
    race.enter();
    rig.cancel();
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
