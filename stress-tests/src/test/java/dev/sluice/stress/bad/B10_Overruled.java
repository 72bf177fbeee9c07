// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress.bad;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Forbids by an expression what it then accepts by its id: JCStress 0.16 takes the id. */
@JCStressTest
@Outcome(id = "[1-9]", expect = Expect.FORBIDDEN, desc = "WRONG: a digit.")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "Fine.")
@State
public class B10_Overruled {

  /** One. */
  @Actor
  public void one(I_Result r) {
    r.r1 = 1;
  }

  /** The other. */
  @Actor
  public void other() {}
}
