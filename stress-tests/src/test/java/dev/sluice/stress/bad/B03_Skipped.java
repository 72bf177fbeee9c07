// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress.bad;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Does not fit the API it is run with: the harness alone skips it. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "Fine.")
@State
public class B03_Skipped {

  /** One. */
  @Actor
  public void one(I_Result r) {
    r.r1 = 1;
  }

  /** The other. */
  @Actor
  public void other() {
    throw new NoSuchMethodError("as with a kernel that lacks it");
  }
}
