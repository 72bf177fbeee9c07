// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.sluice.kernel.ShutdownRequest;
import dev.sluice.stress.gate.Visits;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/**
 * A shutdown that keeps the length does no I/O, but the task looks at the token: if the token was
 * cancelled before, the shutdown throws. Two actors cannot show this race: the owner waits and the
 * task works, so a third thread must cancel.
 *
 * <pre>
 *   owner                    task                        canceller
 *   is it cancelled?         receive the shutdown        cancel
 *   shutdown                 is it cancelled?
 *                            exit
 * </pre>
 *
 * <p>Visits H7, K1, T2, T4, T14, T16; holds C1, L2. Run: {@code mvn verify -pl stress-tests -am
 * -Dstress.tests=S23}.
 *
 * <p>Measured at the quick level (x86-64, two processors):
 *
 * <pre>
 *   outcome                     JDK 17         JDK 25
 *   late, Cancelled, 0         481,162        597,421
 *   early, ok, 0                19,073        112,223
 *   early, Cancelled, 0            503            446
 * </pre>
 *
 * <p>Catches: a shutdown without a length for which the task does not look at the token (late, ok,
 * 0).
 */
@JCStressTest
@Outcome(id = "early, ok, 0", expect = ACCEPTABLE, desc = "The task looked before the cancel.")
@Outcome(
    id = "early, Cancelled, 0",
    expect = ACCEPTABLE,
    desc = "The cancel came before the task looked.")
@Outcome(
    id = "late, Cancelled, 0",
    expect = ACCEPTABLE,
    desc = "The cancel came before the shutdown.")
@Outcome(id = ".*\\bLOST\\b.*", expect = FORBIDDEN, desc = "LOST WAKE-UP: somebody slept on.")
@Outcome(id = ".*THREW.*", expect = FORBIDDEN, desc = "THREW: an exception that is not an outcome.")
@Outcome(
    id = "late, ok, 0",
    expect = FORBIDDEN,
    desc = "OK AFTER CANCEL: the token was not looked at.")
@Outcome(id = ".*, [1-9]", expect = FORBIDDEN, desc = "LENGTH SET: nobody asked for it.")
@Outcome(expect = FORBIDDEN, desc = "OTHER: nobody expected this outcome.")
@Visits(outcome = "early, ok, 0", ids = "H7 T2 T14")
@Visits(outcome = "early, Cancelled, 0", ids = "T4 T16 K1")
@Visits(outcome = "late, Cancelled, 0", ids = "T4 T16 K1")
@State
public class S23_KeepLengthAgainstCancel {
  private final Race race = new Race(3);
  private final StressRig rig = new StressRig(new StressSink());
  private volatile boolean cancelled;

  /** Shuts down. */
  @Actor
  public void owner(LLL_Result r) {
    race.enter();
    r.r1 = cancelled ? "late" : "early";
    String end = rig.shutdown(ShutdownRequest.keepLength());
    r.r2 = race.leave(end);
  }

  /** Serves the shutdown. */
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
    cancelled = true;
    race.leave();
  }

  /** Asks the writer. */
  @Arbiter
  public void arbiter(LLL_Result r) {
    r.r3 = rig.orThrew(rig.sink.lengths);
  }
}
