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
 * An interrupt during a flush that waits: the flush returns a buffer as it does without an
 * interrupt, and the flag is kept.
 *
 * <pre>
 *   (flush 1 is pending)
 *   owner                           task
 *   flush 2 (parks)                 wait until the owner is there
 *                                   is it parked?
 *                                   interrupt it
 *   was I interrupted?              write, send back
 * </pre>
 *
 * <p>Visits H4, H16; holds B1, L1. Run: {@code mvn verify -pl stress-tests -am -Dstress.tests=S38}.
 *
 * <p>Measured at the quick level (x86-64, two processors):
 *
 * <pre>
 *   outcome                                  JDK 17         JDK 25
 *   PARKED, ok ok, kept, whole well         141,272        126,987
 *   RUNNING, ok ok, kept, whole well         42,940        556,297
 * </pre>
 *
 * <p>Catches: a wait that does not restore the flag (PARKED, FLAG GONE).
 */
@JCStressTest
@Outcome(
    id = "RUNNING, ok ok, kept, whole well",
    expect = ACCEPTABLE,
    desc = "Interrupted before it parked.")
@Outcome(
    id = "PARKED, ok ok, kept, whole well",
    expect = ACCEPTABLE,
    desc = "Interrupted in its sleep, slept on, and kept the flag.")
@Outcome(id = ".*\\bLOST\\b.*", expect = FORBIDDEN, desc = "LOST WAKE-UP: somebody slept on.")
@Outcome(id = ".*FLAG GONE.*", expect = FORBIDDEN, desc = "FLAG LOST: the interrupt was swallowed.")
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
@Visits(outcome = "RUNNING, ok ok, kept, whole well", ids = "H4")
@Visits(outcome = "PARKED, ok ok, kept, whole well", ids = "H4 H16")
@State
public class S38_InterruptedFlush {
  private volatile Thread owner;
  private volatile boolean interrupted;

  private final Race race = new Race(2);
  private final StressRig rig = new StressRig(new StressSink());
  private final String first = rig.owner.flush(0);

  /** Flushes, then looks at its flag after the interrupt. */
  @Actor
  public void owner(LLLL_Result r) {
    race.enter();
    owner = Thread.currentThread();
    String second = rig.owner.flush(1);
    for (int i = 0; !interrupted; i++) {
      Race.pause(i);
    }
    boolean kept = Thread.interrupted();
    rig.close();
    r.r2 = race.leave(first + " " + second);
    r.r3 = kept ? "kept" : "FLAG GONE";
  }

  /** Interrupts, then serves. */
  @Actor
  public void task(LLLL_Result r) {
    race.enter();
    Thread target = owner;
    for (int i = 0; target == null; i++) {
      Race.pause(i);
      target = owner;
    }
    r.r1 = Race.state(target);
    target.interrupt();
    interrupted = true;
    rig.runTask();
    race.leave();
  }

  /** Looks for the buffers. */
  @Arbiter
  public void arbiter(LLLL_Result r) {
    r.r4 = rig.account(race) + " " + rig.end();
  }
}
