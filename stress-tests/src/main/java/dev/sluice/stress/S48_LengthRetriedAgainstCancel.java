// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.sluice.kernel.ShutdownRequest;
import dev.sluice.stress.gate.Visits;
import java.io.IOException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/**
 * A shutdown whose first attempt to set the length fails and is retried, against a cancel. The
 * cancel comes before the first attempt, between the two attempts, or after them. The length is set
 * if and only if the shutdown returns well. The second attempt does not start if the first one
 * ended after the cancel.
 *
 * <pre>
 *   owner                    task                            canceller
 *   is it cancelled?         receive the shutdown            cancel
 *   shutdown                 is it cancelled?
 *                            the first attempt fails, pause
 *                            is it cancelled?
 *                            set the length, exit
 * </pre>
 *
 * <p>Visits H8, K1, T3, T4, T6, T7, T9, T14, T15, T16; holds C1, L2. Run: {@code mvn verify -pl
 * stress-tests -am -Dstress.tests=S48}.
 *
 * <p>Measured at the quick level (x86-64, two processors, beside other work):
 *
 * <pre>
 *   outcome                     JDK 17         JDK 25
 *   late, Cancelled, 0 0        31,740         29,873
 *   early, ok, 2 1               8,502         12,449
 *   early, Cancelled, 0 0          219            195
 *   early, Cancelled, 1 0           37             29
 * </pre>
 *
 * <p>Catches: a task that looks at the token only before the first attempt (LATE, mutant 062); a
 * length that is set and reported as cancelled.
 */
@JCStressTest
@Outcome(id = "early, ok, 2 1", expect = ACCEPTABLE, desc = "Set before the cancel.")
@Outcome(
    id = "early, Cancelled, 1 0",
    expect = ACCEPTABLE,
    desc = "The cancel came between the attempts.")
@Outcome(
    id = "early, Cancelled, 0 0",
    expect = ACCEPTABLE,
    desc = "The cancel came before the first attempt.")
@Outcome(
    id = "late, Cancelled, 0 0",
    expect = ACCEPTABLE,
    desc = "The cancel came before the shutdown.")
@Outcome(id = ".*\\bLOST\\b.*", expect = FORBIDDEN, desc = "LOST WAKE-UP: somebody slept on.")
@Outcome(id = ".*THREW.*", expect = FORBIDDEN, desc = "THREW: an exception that is not an outcome.")
@Outcome(
    id = ".*LATE.*",
    expect = FORBIDDEN,
    desc = "RETRIED AFTER CANCEL: the first attempt had ended after it.")
@Outcome(
    id = ".*, Cancelled, . [1-9]",
    expect = FORBIDDEN,
    desc = "LENGTH AFTER CANCEL: set, and reported as cancelled.")
@Outcome(
    id = ".*, ok, . 0",
    expect = FORBIDDEN,
    desc = "OK WITHOUT LENGTH: reported well, and not set.")
@Outcome(
    id = "late, ok, .*",
    expect = FORBIDDEN,
    desc = "OK AFTER CANCEL: the token was not looked at.")
@Outcome(expect = FORBIDDEN, desc = "OTHER: nobody expected this outcome.")
@Visits(outcome = "early, ok, 2 1", ids = "H8 T3 T6 T7 T9 T15 T14")
@Visits(outcome = "early, Cancelled, 1 0", ids = "T6 T4 T16 K1")
@Visits(outcome = "early, Cancelled, 0 0", ids = "T4 T16 K1")
@Visits(outcome = "late, Cancelled, 0 0", ids = "T4 T16 K1")
@State
public class S48_LengthRetriedAgainstCancel {
  private static int turn;

  private final Race race = new Race(3);
  private final StressRig rig =
      new StressRig(
          new StressSink() {
            private boolean cancelledBefore;

            @Override
            public void setLength(long length) throws IOException {
              boolean first = attempts++ == 0;
              if (!first) {
                late += cancelledBefore ? 1 : 0;
                super.setLength(length);
              }
              for (int i = (turn++ & 15) << 4; i > 0; i--) {
                Thread.onSpinWait(); // a device takes its time too: the cancel may come meanwhile
              }
              if (first) {
                cancelledBefore = cancelled;
                throw AGAIN;
              }
            }
          });
  private volatile boolean cancelled;

  /** Shuts down. */
  @Actor
  public void owner(LLL_Result r) {
    race.enter();
    r.r1 = cancelled ? "late" : "early";
    String end = rig.shutdown(ShutdownRequest.setLength(7));
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
    r.r3 =
        rig.orThrew(
            rig.sink.attempts + " " + rig.sink.lengths + (rig.sink.late > 0 ? " LATE" : ""));
  }
}
