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
 * After the owner was told that the task ended, the writer is the owner's: no attempt starts any
 * more.
 *
 * <pre>
 *   (flush 1 is pending, and fails each time)
 *   owner                           task
 *   cancel                          attempt, fail, again
 *   shutdown (waits)                see the token, publish the outcome
 *   the writer is mine
 * </pre>
 *
 * <p>Visits K1, T4, T6, T16; holds E2, C1. Run: {@code mvn verify -pl stress-tests -am
 * -Dstress.tests=S37}.
 *
 * <p>Measured at the quick level (x86-64, two processors):
 *
 * <pre>
 *   outcome                            JDK 17         JDK 25
 *   ok Cancelled, none, silent        212,092         59,635
 *   ok Cancelled, some, silent        111,628        776,651
 * </pre>
 *
 * <p>Catches: a task that publishes its end and goes on (LATE); a shutdown that throws an exception
 * that is not an end (THREW).
 */
@JCStressTest
@Outcome(
    id = "ok Cancelled, none, silent",
    expect = ACCEPTABLE,
    desc = "Cancelled before the first attempt.")
@Outcome(id = "ok Cancelled, some, silent", expect = ACCEPTABLE, desc = "Attempts, then silence.")
@Outcome(id = ".*\\bLOST\\b.*", expect = FORBIDDEN, desc = "LOST WAKE-UP: somebody slept on.")
@Outcome(id = ".*THREW.*", expect = FORBIDDEN, desc = "THREW: an exception that is not an outcome.")
@Outcome(
    id = ".*, LATE",
    expect = FORBIDDEN,
    desc = "WRITE AFTER OUTCOME: an attempt started later.")
@Outcome(id = "ok ok, .*", expect = FORBIDDEN, desc = "CANCEL IGNORED: the shutdown ended well.")
@Outcome(expect = FORBIDDEN, desc = "OTHER: nobody expected this outcome.")
@Visits(outcome = "ok Cancelled, none, silent", ids = "T4 T16 K1")
@Visits(outcome = "ok Cancelled, some, silent", ids = "T4 T6 T16 K1")
@State
public class S37_SilenceAfterOutcome {
  private final Race race = new Race(2);
  private final StressRig rig =
      new StressRig(
          new StressSink() {
            @Override
            IOException error(long offset) {
              // In the end an attempt succeeds, because a task that never stops would hang the
              // sample.
              return late > 100 || attempts > 10_000 ? null : AGAIN;
            }
          });
  private final String first = rig.owner.flush(0);

  /** Stops it, and takes the writer. */
  @Actor
  public void owner(LLL_Result r) {
    race.enter();
    rig.cancel();
    String end = rig.shutdown(ShutdownRequest.keepLength());
    rig.sink.over = true;
    r.r1 = race.leave(first + " " + end);
  }

  /** Tries again and again. */
  @Actor
  public void task() {
    race.enter();
    rig.runTask();
    race.leave();
  }

  /** Counts. */
  @Arbiter
  public void arbiter(LLL_Result r) {
    r.r2 = rig.sink.attempts == 0 ? "none" : "some";
    r.r3 = rig.orThrew(rig.sink.late == 0 ? "silent" : "LATE");
  }
}
