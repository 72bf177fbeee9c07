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
 * Attempts fail and are repeated until the token stops them. None starts after the task has seen
 * the cancellation, and at most one starts after cancel has returned.
 *
 * <pre>
 *   (flush 1 is pending, and fails each time; the handle is detached)
 *   task                         canceller
 *   is it cancelled? attempt     cancel
 *   pause, look at the token     cancel has returned
 *   is it cancelled? attempt
 * </pre>
 *
 * <p>Visits K1, T4, T6, T7, T16; holds C1, B3. Run: {@code mvn verify -pl stress-tests -am
 * -Dstress.tests=S25}.
 *
 * <p>Measured at the quick level (x86-64, two processors that were busy with other work):
 *
 * <pre>
 *   outcome                                            JDK 17         JDK 25
 *   okdetached, whole Cancelled, none, stopped          1,194          1,046
 *   okdetached, whole Cancelled, many, stopped          1,162            955
 *   okdetached, whole Cancelled, one, stopped              31             51
 * </pre>
 *
 * <p>Catches: a task that looks at the token only before the first attempt (AFTER SEEN).
 */
@JCStressTest
@Outcome(
    id = "okdetached, whole Cancelled, none, stopped",
    expect = ACCEPTABLE,
    desc = "Cancelled before the first attempt.")
@Outcome(
    id = "okdetached, whole Cancelled, one, stopped",
    expect = ACCEPTABLE,
    desc = "Cancelled in the first attempt or its pause.")
@Outcome(
    id = "okdetached, whole Cancelled, many, stopped",
    expect = ACCEPTABLE,
    desc = "Cancelled between later ones.")
@Outcome(id = ".*\\bLOST\\b.*", expect = FORBIDDEN, desc = "LOST WAKE-UP: somebody slept on.")
@Outcome(
    id = ".*AFTER SEEN",
    expect = FORBIDDEN,
    desc = "ATTEMPT AFTER CANCEL: the task had seen the token.")
@Outcome(
    id = ".*TWO AFTER",
    expect = FORBIDDEN,
    desc = "ATTEMPTS AFTER CANCEL: two, after cancel had returned.")
@Outcome(id = ".*whole well.*", expect = FORBIDDEN, desc = "CANCEL IGNORED: the task ended well.")
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
@Visits(outcome = "okdetached, whole Cancelled, none, stopped", ids = "T4 T16 K1")
@Visits(outcome = "okdetached, whole Cancelled, one, stopped", ids = "T4 T6 T16 K1")
@Visits(outcome = "okdetached, whole Cancelled, many, stopped", ids = "T4 T6 T7 T16 K1")
@State
public class S25_RetryAgainstCancel {
  private boolean seen;
  private int afterSeen;
  private int afterReturned;
  private volatile boolean returned;

  private final Race race = Race.meeting(2);
  private final StressRig rig =
      new StressRig(
          new StressSink() {
            @Override
            IOException error(long offset) {
              afterSeen += seen ? 1 : 0;
              afterReturned += returned ? 1 : 0;
              // In the end an attempt succeeds, because a task that never stops would hang the
              // sample.
              return afterSeen + afterReturned > 100 ? null : AGAIN;
            }
          },
          (error, attempt) -> {
            seen |= this.rig.token.isCancelled();
            return StressRig.AT_ONCE.pauseAfter(error, attempt);
          },
          StressRig.SILENT);
  private final String first = rig.owner.flush(0) + rig.detach();

  /** Tries again and again. */
  @Actor
  public void task() {
    race.enter();
    rig.runTask();
    race.leave();
  }

  /** Cancels. */
  @Actor
  public void canceller(LLLL_Result r) {
    race.enter();
    rig.cancel();
    returned = true;
    r.r1 = race.leave(first);
  }

  /** Counts. */
  @Arbiter
  public void arbiter(LLLL_Result r) {
    String account = rig.account(race);
    r.r2 = account + " " + rig.end();
    r.r3 = rig.sink.attempts == 0 ? "none" : rig.sink.attempts == 1 ? "one" : "many";
    r.r4 = afterSeen > 0 ? "AFTER SEEN" : afterReturned > 1 ? "TWO AFTER" : "stopped";
  }
}
