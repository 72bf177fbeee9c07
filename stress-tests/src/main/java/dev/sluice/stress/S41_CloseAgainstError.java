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
import org.openjdk.jcstress.infra.results.LLL_Result;

/**
 * A close says once that something was not written. It waits for the task, and throws why the task
 * ended. A second close has no effect.
 *
 * <pre>
 *   (flush 1 is pending, and will fail)
 *   owner                        task
 *   close (waits, throws)        write 1, fail
 *   close                        release the guard
 *   detach                       publish the outcome
 * </pre>
 *
 * <p>Visits H18, H19, T16; holds B3, E1, E2. Run: {@code mvn verify -pl stress-tests -am
 * -Dstress.tests=S41}.
 *
 * <p>Measured at the quick level (x86-64, two processors that were busy with other work):
 *
 * <pre>
 *   outcome                                                JDK 17         JDK 25
 *   ok Fatal closed detached, none in, whole Fatal         25,586         16,216
 * </pre>
 *
 * <p>Catches: a close that hides why the task ended (ok closed closed).
 */
@JCStressTest
@Outcome(
    id = "ok Fatal closed detached, none in, whole Fatal",
    expect = ACCEPTABLE,
    desc = "Told once, and all is there.")
@Outcome(id = ".*\\bLOST\\b.*", expect = FORBIDDEN, desc = "LOST WAKE-UP: somebody slept on.")
@Outcome(
    id = "ok closed .*",
    expect = FORBIDDEN,
    desc = "ERROR HIDDEN: it is not written, and nobody was told.")
@Outcome(
    id = "ok Fatal Fatal.*",
    expect = FORBIDDEN,
    desc = "TOLD TWICE: the first close had said it.")
@Outcome(id = ".*GUARD OUT.*", expect = FORBIDDEN, desc = "GUARD STILL OUT: the close came first.")
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
@Visits(outcome = "ok Fatal closed detached, none in, whole Fatal", ids = "H18 H19 T16")
@State
public class S41_CloseAgainstError {
  private final Race race = new Race(2);
  private final StressRig rig =
      new StressRig(
          new StressSink() {
            @Override
            IOException error(long offset) {
              return FATAL;
            }
          });
  private final String first = rig.owner.flush(0);

  /** Closes again and again. */
  @Actor
  public void owner(LLL_Result r) {
    race.enter();
    String end = rig.close();
    r.r2 = rig.isInside() ? "GUARD OUT" : "none in";
    String again = rig.close() + " " + rig.detach();
    r.r1 = race.leave(first + " " + end + " " + again);
  }

  /** Fails. */
  @Actor
  public void task() {
    race.enter();
    rig.runTask();
    race.leave();
  }

  /** Looks for the buffers. */
  @Arbiter
  public void arbiter(LLL_Result r) {
    r.r3 = rig.account(race) + " " + rig.end();
  }
}
