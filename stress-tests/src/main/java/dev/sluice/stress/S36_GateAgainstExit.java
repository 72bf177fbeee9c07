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
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * Another thread closes the gate: after the close has returned, the task does not write any more,
 * and what it wrote is visible.
 *
 * <pre>
 *   (flush 1 is pending, the handle is detached)
 *   closer                          task
 *   close the gate (waits)          write 1
 *   look at what was written        release the guard
 * </pre>
 *
 * <p>Visits G2, T16; holds L3, E2. Run: {@code mvn verify -pl stress-tests -am -Dstress.tests=S36}.
 *
 * <p>Measured at the quick level (x86-64, two processors that were busy with other work):
 *
 * <pre>
 *   outcome                       JDK 17         JDK 25
 *   ok detached 1, silent         30,770         19,009
 * </pre>
 *
 * <p>Catches: a task that releases its guard first (WRITE AFTER CLOSE); a gate that does not wait
 * for the last guest.
 */
@JCStressTest
@Outcome(
    id = "ok detached 1, silent",
    expect = ACCEPTABLE,
    desc = "All was written before the gate closed.")
@Outcome(id = ".*\\bLOST\\b.*", expect = FORBIDDEN, desc = "LOST WAKE-UP: somebody slept on.")
@Outcome(id = ".*THREW.*", expect = FORBIDDEN, desc = "THREW: an exception that is not an outcome.")
@Outcome(
    id = ".*, LATE",
    expect = FORBIDDEN,
    desc = "WRITE AFTER CLOSE: the gate did not wait for the task.")
@Outcome(id = "ok detached 0, .*", expect = FORBIDDEN, desc = "CLOSED EARLY: before the write.")
@Outcome(id = ".*-1, .*", expect = FORBIDDEN, desc = "TORN: other contents than were submitted.")
@Outcome(expect = FORBIDDEN, desc = "OTHER: nobody expected this outcome.")
@Visits(outcome = "ok detached 1, silent", ids = "G2 T16")
@State
public class S36_GateAgainstExit {
  private final Race race = new Race(2);
  private final StressRig rig = new StressRig(new StressSink());
  private final String first = rig.owner.flush(0) + " " + rig.detach();

  /** Closes the gate. */
  @Actor
  public void closer(LL_Result r) {
    race.enter();
    rig.closeGate();
    rig.sink.over = true;
    int written = rig.sink.written[0];
    r.r1 = race.leave(first + " " + written);
  }

  /** Drains. */
  @Actor
  public void task() {
    race.enter();
    rig.runTask();
    race.leave();
  }

  /** Counts. */
  @Arbiter
  public void arbiter(LL_Result r) {
    r.r2 = rig.orThrew(rig.sink.late == 0 ? "silent" : "LATE");
  }
}
