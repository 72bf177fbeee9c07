// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress.bad;

import java.util.concurrent.locks.LockSupport;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Hangs in the harness own first check, which has no time-out. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "Fine.")
@State
public class B06_Hang {

  /** One. */
  @Actor
  public void one(I_Result r) {
    r.r1 = 1;
  }

  /** The other. */
  @Actor
  public void other() {
    for (; ; ) {
      LockSupport.park(); // a wait that nobody watches
    }
  }
}
