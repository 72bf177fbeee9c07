// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.sluice.kernel.ShutdownRequest;
import dev.sluice.stress.gate.Visits;
import java.io.IOException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * Two threads reclaim after an error: they have nothing to wait for, and still each buffer and the
 * writer are handed out once.
 *
 * <pre>
 *   (flush 1 has failed, and the owner was told)
 *   one                          other
 *   reclaim                      reclaim
 * </pre>
 *
 * <p>Visits H15; holds B1. Run: {@code mvn verify -pl stress-tests -am -Dstress.tests=S39}.
 *
 * <p>Measured at the quick level (x86-64, two processors):
 *
 * <pre>
 *   outcome                                       JDK 17         JDK 25
 *   ok Fatal 1 and the writer, ok Fatal 0        641,404        499,397
 *   ok Fatal 0, ok Fatal 1 and the writer        194,218        500,065
 * </pre>
 *
 * <p>Catches: a reclaim that hands out and does not compare the state first (both get the writer).
 */
@JCStressTest
@Outcome(
    id = "ok Fatal 1 and the writer, ok Fatal 0",
    expect = ACCEPTABLE,
    desc = "The first got all of it.")
@Outcome(
    id = "ok Fatal 0, ok Fatal 1 and the writer",
    expect = ACCEPTABLE,
    desc = "The second got all of it.")
@Outcome(id = ".*\\bLOST\\b.*", expect = FORBIDDEN, desc = "LOST WAKE-UP: somebody slept on.")
@Outcome(id = ".*THREW.*", expect = FORBIDDEN, desc = "THREW: an exception that is not an outcome.")
@Outcome(id = ".*writer.*writer.*", expect = FORBIDDEN, desc = "TWO WRITERS: both got it.")
@Outcome(id = ".* 1.*, .* 1.*", expect = FORBIDDEN, desc = "DOUBLED BUFFER: both got it.")
@Outcome(id = ".* 0, .* 0", expect = FORBIDDEN, desc = "LOST BUFFER: nobody got it.")
@Outcome(expect = FORBIDDEN, desc = "OTHER: nobody expected this outcome.")
@Visits(outcome = "ok Fatal 1 and the writer, ok Fatal 0", ids = "H15")
@Visits(outcome = "ok Fatal 0, ok Fatal 1 and the writer", ids = "H15")
@State
public class S39_ReclaimAfterError {
  private final Race race = Race.meeting(2);
  private final StressRig rig =
      new StressRig(
          new StressSink() {
            @Override
            IOException error(long offset) {
              return FATAL;
            }
          });
  private final String before = failed();

  private String failed() {
    String word = rig.owner.flush(0);
    rig.runTask();
    return rig.orThrew(word) + " " + rig.shutdown(ShutdownRequest.keepLength());
  }

  /** Reclaims. */
  @Actor
  public void one(LL_Result r) {
    race.enter();
    r.r1 = race.leave(reclaim());
  }

  /** Reclaims as well. */
  @Actor
  public void other(LL_Result r) {
    race.enter();
    r.r2 = race.leave(reclaim());
  }

  /** Returns how many buffers came, and whether the writer came with them. */
  private Object reclaim() {
    return before + " " + rig.reclaimed();
  }
}
