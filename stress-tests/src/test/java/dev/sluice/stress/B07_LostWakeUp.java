// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress;

import java.util.concurrent.locks.LockSupport;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A waker that forgets to wake: the race's watch must turn that into an outcome. */
@JCStressTest
@Outcome(id = "LOST", expect = Expect.FORBIDDEN, desc = "LOST WAKE-UP: slept on.")
@Outcome(id = "WOKEN", expect = Expect.ACCEPTABLE, desc = "Did not sleep.")
@State
public class B07_LostWakeUp {
  private final Race race = new Race(2);
  private volatile boolean done;

  /** Forgets to unpark. */
  @Actor
  public void waker() {
    race.enter();
    done = true;
    race.leave();
  }

  /** Looks, then parks: too late. */
  @Actor
  public void waiter(L_Result r) {
    race.enter();
    while (!done) {
      LockSupport.park(this);
    }
    r.r1 = race.leave() ? "LOST" : "WOKEN";
  }
}
