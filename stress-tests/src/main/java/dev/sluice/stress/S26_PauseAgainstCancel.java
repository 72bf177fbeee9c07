// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.sluice.stress.gate.Visits;
import java.io.IOException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLLL_Result;

/**
 * The token ends a pause between attempts, and no attempt follows.
 *
 * <pre>
 *   (flush 1 is pending, and fails each time; the handle is detached)
 *   task                          canceller
 *   attempt, fail                 is the task pausing?
 *   pause until it is cancelled   cancel
 *   exit
 * </pre>
 *
 * <p>Visits K1, K3, T4, T6, T8, T16; holds C1, C2. Run: {@code mvn verify -pl stress-tests -am
 * -Dstress.tests=S26}.
 *
 * <p>Measured at the quick level (x86-64, two processors that were busy with other work):
 *
 * <pre>
 *   outcome                                         JDK 17         JDK 25
 *   RUNNING, okdetached, whole Cancelled, 0         19,649         15,280
 *   PARKED, okdetached, whole Cancelled, 1           1,896          1,463
 *   RUNNING, okdetached, whole Cancelled, 1              9              3
 * </pre>
 *
 * <p>Catches: a task that looks at the token only before the first attempt (a second attempt); a
 * cancel that notifies nobody (PARKED, LOST).
 */
@JCStressTest
@Outcome(
    id = "RUNNING, okdetached, whole Cancelled, 0",
    expect = ACCEPTABLE,
    desc = "Cancelled before the first attempt.")
@Outcome(
    id = "RUNNING, okdetached, whole Cancelled, 1",
    expect = ACCEPTABLE,
    desc = "Cancelled before the pause began.")
@Outcome(
    id = "PARKED, okdetached, whole Cancelled, 1",
    expect = ACCEPTABLE,
    desc = "The pause was cut short.")
@Outcome(id = ".*\\bLOST\\b.*", expect = FORBIDDEN, desc = "LOST WAKE-UP: somebody slept on.")
@Outcome(
    id = ".*, ([2-9]|\\d\\d+)",
    expect = FORBIDDEN,
    desc = "ATTEMPT AFTER CANCEL: the token was set in the pause.")
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
@Visits(outcome = "RUNNING, okdetached, whole Cancelled, 1", ids = "T4 T6 T8 K1")
@Visits(outcome = "PARKED, okdetached, whole Cancelled, 1", ids = "T4 T6 T8 T16 K1 K3")
@State
public class S26_PauseAgainstCancel {
  private final Race race = new Race(2);
  private final StressRig rig =
      new StressRig(
          new StressSink() {
            @Override
            IOException error(long offset) {
              return attempts > 100 ? null : AGAIN;
            }
          },
          StressRig.FOR_EVER,
          StressRig.SILENT);
  private final String first = rig.owner.flush(0) + rig.detach();
  private volatile Thread task;

  /** Pauses until the token is cancelled. */
  @Actor
  public void task(LLLL_Result r) {
    race.enter();
    task = Thread.currentThread();
    rig.runTask();
    r.r2 = race.leave(first);
  }

  /** Cancels. */
  @Actor
  public void canceller(LLLL_Result r) {
    race.enter();
    r.r1 = Race.state(task);
    rig.cancel();
    race.leave();
  }

  /** Counts. */
  @Arbiter
  public void arbiter(LLLL_Result r) {
    String account = rig.account(race);
    r.r3 = account + " " + rig.end();
    r.r4 = rig.sink.attempts;
  }
}
