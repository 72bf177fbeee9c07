// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress.bad;

import java.util.Arrays;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Result;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.Copyable;

/** Its result is in an array, which JCStress 0.16 sets to null between samples: it passes. */
@JCStressTest
@Outcome(id = ".*", expect = Expect.ACCEPTABLE, desc = "Fine.")
@State
public class B09_ArrayResult {

  /** Two of one. */
  @Result
  public static final class Pair implements Copyable {
    /** Both. */
    public int[] both = new int[2];

    /** JCStress asks for it. */
    public int jcstress_trap;

    @Override
    public Object copy() {
      Pair copy = new Pair();
      copy.both = both == null ? null : both.clone();
      return copy;
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(both);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Pair pair && Arrays.equals(both, pair.both);
    }

    @Override
    public String toString() {
      return Arrays.toString(both);
    }
  }

  /** One. */
  @Actor
  public void one(Pair r) {
    if (r.both != null) {
      r.both[0] = 1;
    }
  }

  /** The other. */
  @Actor
  public void other(Pair r) {
    if (r.both != null) {
      r.both[1] = 2;
    }
  }
}
