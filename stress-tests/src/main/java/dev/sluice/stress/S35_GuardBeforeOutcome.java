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
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * The task releases its guard before it publishes its outcome: a thread that was told that the task
 * ended need not wait for it at the gate.
 *
 * <pre>
 *   (flush 1 is pending)
 *   owner                           task
 *   shutdown (waits)                write 1
 *                                   release the guard
 *   how many guards are out?        publish the outcome
 * </pre>
 *
 * <p>Visits H7, T14, T16; holds L3. Run: {@code mvn verify -pl stress-tests -am
 * -Dstress.tests=S35}.
 *
 * <p>Measured at the quick level (x86-64, two processors):
 *
 * <pre>
 *   outcome          JDK 17         JDK 25
 *   ok ok, 0        357,344      1,040,658
 * </pre>
 *
 * <p>Catches: an exit that publishes the outcome and then releases the guard (ok ok, 1).
 */
@JCStressTest
@Outcome(id = "ok ok, 0", expect = ACCEPTABLE, desc = "Nobody is in.")
@Outcome(id = ".*\\bLOST\\b.*", expect = FORBIDDEN, desc = "LOST WAKE-UP: somebody slept on.")
@Outcome(id = ".*THREW.*", expect = FORBIDDEN, desc = "THREW: an exception that is not an outcome.")
@Outcome(id = "ok ok, 1", expect = FORBIDDEN, desc = "GUARD STILL OUT: the outcome came first.")
@Outcome(expect = FORBIDDEN, desc = "OTHER: nobody expected this outcome.")
@Visits(outcome = "ok ok, 0", ids = "H7 T14 T16")
@State
public class S35_GuardBeforeOutcome {
  private final Race race = new Race(2);
  private final StressRig rig = new StressRig(new StressSink());
  private final String first = rig.owner.flush(0);

  /** Shuts down, and looks into the gate. */
  @Actor
  public void owner(LL_Result r) {
    race.enter();
    String end = rig.shutdown(ShutdownRequest.keepLength());
    r.r2 = rig.isInside() ? 1 : 0;
    r.r1 = race.leave(first + " " + end);
  }

  /** Serves the shutdown. */
  @Actor
  public void task() {
    race.enter();
    rig.runTask();
    race.leave();
  }

  /** Asks whether all went well. */
  @Arbiter
  public void arbiter(LL_Result r) {
    r.r1 = rig.orThrew(r.r1);
  }
}
