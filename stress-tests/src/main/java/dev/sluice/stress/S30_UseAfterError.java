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
 * A flush meets the error while a second thread shuts down. One of them is told the error. The
 * other is refused, because the handle is busy or has ended. No buffer is lost.
 *
 * <pre>
 *   (flush 1 has failed, the task has exited)
 *   owner                        other
 *   flush 2                      shutdown
 * </pre>
 *
 * <p>Visits H5, H9, H11, H13; holds B1, B3, E1, E3. Run: {@code mvn verify -pl stress-tests -am
 * -Dstress.tests=S30}.
 *
 * <p>Measured at the quick level (x86-64, two processors):
 *
 * <pre>
 *   outcome                                    JDK 17         JDK 25
 *   Fatal, after error, ok whole Fatal        500,566         55,299
 *   after error, Fatal, ok whole Fatal        206,684         32,906
 *   Fatal, busy, ok whole Fatal                 4,414        367,156
 *   busy, Fatal, ok whole Fatal                 3,430        347,285
 * </pre>
 *
 * <p>Catches: an enter that reads the state and then sets it (two are let in); a refusal without
 * its cause (NO CAUSE).
 */
@JCStressTest
@Outcome(
    id = "Fatal, busy, ok whole Fatal",
    expect = ACCEPTABLE,
    desc = "The flush was in, the shutdown found it busy.")
@Outcome(
    id = "Fatal, after error, ok whole Fatal",
    expect = ACCEPTABLE,
    desc = "The shutdown came after.")
@Outcome(
    id = "busy, Fatal, ok whole Fatal",
    expect = ACCEPTABLE,
    desc = "The shutdown was in, the flush found it busy.")
@Outcome(
    id = "after error, Fatal, ok whole Fatal",
    expect = ACCEPTABLE,
    desc = "The flush came after.")
@Outcome(id = ".*\\bLOST\\b.*", expect = FORBIDDEN, desc = "LOST WAKE-UP: somebody slept on.")
@Outcome(id = "Fatal, Fatal, .*", expect = FORBIDDEN, desc = "TWO OWNERS: both were let in.")
@Outcome(
    id = ".*NO CAUSE.*",
    expect = FORBIDDEN,
    desc = "NO CAUSE: refused without the first error.")
@Outcome(
    id = "(busy|after error), (busy|after error), .*",
    expect = FORBIDDEN,
    desc = "NO OWNER: both were refused.")
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
@Visits(outcome = "Fatal, busy, ok whole Fatal", ids = "H5 H13")
@Visits(outcome = "Fatal, after error, ok whole Fatal", ids = "H5 H11")
@Visits(outcome = "busy, Fatal, ok whole Fatal", ids = "H9 H13")
@Visits(outcome = "after error, Fatal, ok whole Fatal", ids = "H9 H11")
@State
public class S30_UseAfterError {
  private final Race race = Race.meeting(2);
  private final StressRig rig =
      new StressRig(
          new StressSink() {
            @Override
            IOException error(long offset) {
              return FATAL;
            }
          });
  private final String first = failed();

  private String failed() {
    String word = rig.owner.flush(0);
    rig.runTask();
    return word;
  }

  /** Flushes. */
  @Actor
  public void owner(LLL_Result r) {
    race.enter();
    r.r1 = race.leave(rig.owner.flush(1));
  }

  /** Shuts down. */
  @Actor
  public void other(LLL_Result r) {
    race.enter();
    r.r2 = race.leave(rig.shutdown(ShutdownRequest.keepLength()));
  }

  /** Looks for the buffers. */
  @Arbiter
  public void arbiter(LLL_Result r) {
    String account = rig.account(race);
    r.r3 = first + " " + account + " " + rig.end();
  }
}
