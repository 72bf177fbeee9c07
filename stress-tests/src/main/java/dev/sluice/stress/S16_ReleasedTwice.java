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
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * A guard that two threads release counts once: the gate still waits for the other guard.
 *
 * <pre>
 *   (two guards are out)
 *   guest                  closer
 *   release the first      release the first
 *   work                   close (waits)
 *   release the second     look at the work
 * </pre>
 *
 * <p>Visits G2; holds L3. Run: {@code mvn verify -pl stress-tests -am -Dstress.tests=S16}.
 *
 * <p>Measured at the quick level (x86-64, two processors):
 *
 * <pre>
 *   outcome         JDK 17         JDK 25
 *   1            1,060,902        958,502
 * </pre>
 *
 * <p>Catches: a guard that counts each release (0).
 */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "The close waited for the second guard.")
@Outcome(id = "LOST", expect = FORBIDDEN, desc = "LOST WAKE-UP: nobody is in, and the close waits.")
@Outcome(id = "0", expect = FORBIDDEN, desc = "CLOSED EARLY: the first guard was counted twice.")
@Outcome(id = "-1", expect = FORBIDDEN, desc = "CLOSED EARLY: in the midst of the work.")
@Outcome(expect = FORBIDDEN, desc = "OTHER: nobody expected this outcome.")
@Visits(outcome = "1", ids = "G2")
@State
public class S16_ReleasedTwice {
  private final Race race = Race.meeting(2);
  private final Gate gate = new Gate();
  private final Gate.Guard first = gate.enter();
  private final Gate.Guard second = gate.enter();
  private final StressBuffer work = new StressBuffer();

  /** Releases both. */
  @Actor
  public void guest() {
    race.enter();
    first.close();
    work.fill(1);
    second.close();
    race.leave();
  }

  /** Releases one of them as well. */
  @Actor
  public void closer(L_Result r) {
    race.enter();
    first.close();
    gate.close();
    int value = work.value();
    r.r1 = race.leave(value);
  }
}
