// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.sluice.stress.gate.Visits;
import dev.sluice.sync.Gate;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/**
 * Two threads close the same gate: both wait, and the last guest that leaves wakes both. With one
 * closer it would be enough to wake one thread, so this needs three threads.
 *
 * <pre>
 *   (one guard is out)
 *   guest                     closer            other closer
 *   work                      close (waits)     close (waits)
 *   are they waiting?         look              look
 *   leave
 * </pre>
 *
 * <p>Visits G2, G3, G5; holds L3. Run: {@code mvn verify -pl stress-tests -am -Dstress.tests=S17}.
 *
 * <p>Measured at the quick level (x86-64, two processors):
 *
 * <pre>
 *   outcome                   JDK 17         JDK 25
 *   RUNNING, 1, 1          1,288,174      4,682,109
 *   BOTH PARKED, 1, 1         28,728         13,993
 * </pre>
 *
 * <p>Catches: a release that notifies one waiter instead of all (BOTH PARKED, 1, LOST).
 */
@JCStressTest
@Outcome(id = "RUNNING, 1, 1", expect = ACCEPTABLE, desc = "Both waited for the work.")
@Outcome(id = "BOTH PARKED, 1, 1", expect = ACCEPTABLE, desc = "Both slept, and both woke.")
@Outcome(
    id = ".*LOST.*",
    expect = FORBIDDEN,
    desc = "LOST WAKE-UP: nobody is in, and a close waits.")
@Outcome(id = ".*, 0, .*|.*, .*, 0", expect = FORBIDDEN, desc = "CLOSED EARLY: it did not wait.")
@Outcome(id = ".*-1.*", expect = FORBIDDEN, desc = "CLOSED EARLY: in the midst of the work.")
@Outcome(expect = FORBIDDEN, desc = "OTHER: nobody expected this outcome.")
@Visits(outcome = "RUNNING, 1, 1", ids = "G2 G5")
@Visits(outcome = "BOTH PARKED, 1, 1", ids = "G2 G3 G5")
@State
public class S17_TwoClosers {
  private final Race race = new Race(3);
  private final Gate gate = new Gate();
  private final Gate.Guard guard = gate.enter();
  private final StressBuffer work = new StressBuffer();
  private volatile Thread closer;
  private volatile Thread otherCloser;

  /** Leaves. */
  @Actor
  public void guest(LLL_Result r) {
    race.enter();
    work.fill(1);
    r.r1 = Race.parked(closer) && Race.parked(otherCloser) ? "BOTH PARKED" : "RUNNING";
    guard.close();
    race.leave();
  }

  /** Closes. */
  @Actor
  public void closer(LLL_Result r) {
    race.enter();
    closer = Thread.currentThread();
    gate.close();
    int value = work.value();
    r.r2 = race.leave(value);
  }

  /** Closes as well. */
  @Actor
  public void otherCloser(LLL_Result r) {
    race.enter();
    otherCloser = Thread.currentThread();
    gate.close();
    int value = work.value();
    r.r3 = race.leave(value);
  }
}
