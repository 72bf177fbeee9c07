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
 * The sender closes while an item is pending: the receiver gets the item first and once, then the
 * terminal value.
 *
 * <pre>
 *   (the slot holds 1)
 *   sender                               receiver
 *   has the receiver begun?
 *   close                                receive
 *   has it begun, has it taken one?      receive
 * </pre>
 *
 * <p>Visits S3, S5; holds B1. Run: {@code mvn verify -pl stress-tests -am -Dstress.tests=S07}.
 *
 * <p>Measured at the quick level (x86-64, two processors):
 *
 * <pre>
 *   outcome               JDK 17         JDK 25
 *   PENDING, 19        1,133,075      7,447,319
 *   EMPTY, 19             27,740         51,406
 *   MEANWHILE, 19          2,487        279,617
 * </pre>
 *
 * <p>Catches: a close that forgets the pending item (PENDING, 99); a close that sets the word and
 * does not compare it first (MEANWHILE, 11).
 */
@JCStressTest
@Outcome(id = "PENDING, 19", expect = ACCEPTABLE, desc = "Closed with the item in it.")
@Outcome(id = "MEANWHILE, 19", expect = ACCEPTABLE, desc = "Closed while the item was taken.")
@Outcome(id = "EMPTY, 19", expect = ACCEPTABLE, desc = "Closed after the item was taken.")
@Outcome(
    id = ".*, LOST",
    expect = FORBIDDEN,
    desc = "LOST WAKE-UP: the slot is closed, the receiver sleeps.")
@Outcome(id = ".*, 99", expect = FORBIDDEN, desc = "LOST ITEM: the end took its place.")
@Outcome(id = ".*, 11", expect = FORBIDDEN, desc = "DOUBLED: the item was put back by close.")
@Outcome(expect = FORBIDDEN, desc = "OTHER: nobody expected this outcome.")
@Visits(outcome = "PENDING, 19", ids = "S3 S5")
@Visits(outcome = "MEANWHILE, 19", ids = "S3 S5")
@Visits(outcome = "EMPTY, 19", ids = "S3 S5")
@State
public class S07_CloseWhenPending {
  private static final int END = 9;

  private final Race race = new Race(2);
  private final Slot<Integer> slot = new Slot<>(1);
  private volatile boolean begun;
  private volatile boolean taken;

  /** Closes while the item may still be there. */
  @Actor
  public void sender(LL_Result r) {
    race.enter();
    boolean empty = taken;
    slot.close(END);
    r.r1 = empty ? "EMPTY" : begun ? "MEANWHILE" : "PENDING";
    race.leave();
  }

  /** Takes the item and the end. */
  @Actor
  public void receiver(LL_Result r) {
    race.enter();
    begun = true;
    int first = slot.receive();
    taken = true;
    int second = slot.receive();
    r.r2 = race.leave(first * 10 + second);
  }
}
