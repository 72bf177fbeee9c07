// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.sluice.stress.gate.Visits;
import dev.sluice.sync.Slot;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * Both sides close while an item is pending: the receiver that closes gets the item, whichever side
 * is first.
 *
 * <pre>
 *   (the slot holds 1)
 *   sender              receiver
 *   close               was it closed before?
 *                       closeReceive
 * </pre>
 *
 * <p>Visits S5, S6; holds B1. Run: {@code mvn verify -pl stress-tests -am -Dstress.tests=S10}.
 *
 * <p>Measured at the quick level (x86-64, two processors):
 *
 * <pre>
 *   outcome                       JDK 17         JDK 25
 *   THERE, after close, 1        836,321      1,029,236
 *   GONE, first, 1               135,537        760,847
 *   THERE, first, 1                7,124      1,800,099
 * </pre>
 *
 * <p>Catches: a closeReceive that misses the item within a closed word (THERE, after close, 0).
 */
@JCStressTest
@Outcome(id = "THERE, after close, 1", expect = ACCEPTABLE, desc = "Closed, then gone.")
@Outcome(id = "THERE, first, 1", expect = ACCEPTABLE, desc = "At the same time.")
@Outcome(id = "GONE, first, 1", expect = ACCEPTABLE, desc = "Gone, then closed.")
@Outcome(id = ".*, 0", expect = FORBIDDEN, desc = "LOST ITEM: the pending item is nowhere.")
@Outcome(id = ".*, 9", expect = FORBIDDEN, desc = "MADE UP: the terminal value was handed back.")
@Outcome(expect = FORBIDDEN, desc = "OTHER: nobody expected this outcome.")
@Visits(outcome = "THERE, after close, 1", ids = "S5 S6")
@Visits(outcome = "GONE, first, 1", ids = "S6")
@State
public class S10_BothClose {
  private static final int END = 9;

  private final Race race = Race.meeting(2);
  private final Slot<Integer> slot = new Slot<>(1);
  private volatile boolean closed;
  private volatile boolean gone;

  /** Closes, which has no effect if the receiver is gone. */
  @Actor
  public void sender(LL_Result r) {
    race.enter();
    boolean late = gone;
    slot.close(END);
    closed = true;
    race.leave();
    r.r1 = late ? "GONE" : "THERE";
  }

  /** Closes as the receiver. */
  @Actor
  public void receiver(LL_Result r) {
    race.enter();
    String first = closed ? "after close" : "first";
    int item = slot.closeReceive().orElse(0);
    gone = true;
    race.leave();
    r.r2 = first + ", " + item;
  }
}
