// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress.bad;

import dev.sluice.stress.gate.Visits;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Never shows the race that it is there for. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "Fine.")
@Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "The race.")
@Visits(outcome = "2", ids = "S1")
@State
public class B04_NeverSeen {

  /** One. */
  @Actor
  public void one(I_Result r) {
    r.r1 = 1;
  }

  /** The other. */
  @Actor
  public void other() {}
}
