// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress.bad;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A forbidden outcome. */
@JCStressTest
@Outcome(id = "1", expect = Expect.FORBIDDEN, desc = "WRONG: it is always 1.")
@State
public class B01_Forbidden {

  /** One. */
  @Actor
  public void one(I_Result r) {
    r.r1 = 1;
  }

  /** The other. */
  @Actor
  public void other() {}
}
