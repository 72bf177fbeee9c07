// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress.bad;

import dev.sluice.stress.gate.Level;
import dev.sluice.stress.gate.Visits;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** What the gate must let pass, or its other samples prove nothing. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "Fine.")
@Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "Rare.")
@Outcome(expect = Expect.FORBIDDEN, desc = "OTHER.")
@Visits(outcome = "1", ids = "S1 S3")
@Visits(outcome = "2", ids = "S2", from = Level.NIGHTLY)
@State
public class B00_Good {

  /** One. */
  @Actor
  public void one(I_Result r) {
    r.r1 = 1;
  }

  /** The other. */
  @Actor
  public void other() {}
}
