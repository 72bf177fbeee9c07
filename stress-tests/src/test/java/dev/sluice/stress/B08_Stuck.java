// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress;

import dev.sluice.sync.Slot;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Two that wait for each other: the race's watch must end the process and say who waits where. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "Fine.")
@State
public class B08_Stuck {
  private final Race race = new Race(2);
  private final Slot<String> one = new Slot<>();
  private final Slot<String> other = new Slot<>();

  /** Receives, then sends. */
  @Actor
  public void first() {
    race.enter();
    other.send(one.receive());
    race.leave();
  }

  /** Likewise. */
  @Actor
  public void second(I_Result r) {
    race.enter();
    one.send(other.receive());
    r.r1 = race.leave() ? 2 : 1;
  }
}
