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
import org.openjdk.jcstress.infra.results.LLL_Result;

/**
 * Both sides park in turn. Each has its own mark in the word. In the first bug that was found in
 * this slot both shared one waiter, and the slot hung at once.
 *
 * <pre>
 *   sender                             receiver
 *   four times:                        four times:
 *     is the receiver parked?            is the sender parked?
 *     send                               receive
 * </pre>
 *
 * <p>Visits S1, S2, S3, S4, S8; holds B1, B4. Run: {@code mvn verify -pl stress-tests -am
 * -Dstress.tests=S05}.
 *
 * <p>Measured at the quick level (x86-64, two processors):
 *
 * <pre>
 *   outcome                            JDK 17         JDK 25
 *   RUNNING, RUNNING, in order        389,646      1,357,713
 *   PARKED, PARKED, in order           86,200         49,549
 *   RUNNING, PARKED, in order          18,666          6,091
 *   PARKED, RUNNING, in order           8,519            860
 * </pre>
 *
 * <p>Catches: a send, or a receive, that wakes nobody (LOST, PARKED, LOST). This test cannot see an
 * item that is read after its place is freed: the sender would have to come twice in between.
 */
@JCStressTest
@Outcome(id = "RUNNING, RUNNING, in order", expect = ACCEPTABLE, desc = "Nobody was seen parked.")
@Outcome(
    id = "PARKED, RUNNING, in order",
    expect = ACCEPTABLE,
    desc = "The receiver was seen parked.")
@Outcome(
    id = "RUNNING, PARKED, in order",
    expect = ACCEPTABLE,
    desc = "The sender was seen parked.")
@Outcome(id = "PARKED, PARKED, in order", expect = ACCEPTABLE, desc = "Both were, in turn.")
@Outcome(id = ".*LOST.*", expect = FORBIDDEN, desc = "LOST WAKE-UP: somebody slept on.")
@Outcome(
    id = ".*, OUT OF ORDER",
    expect = FORBIDDEN,
    desc = "OUT OF ORDER: items were lost, doubled or swapped.")
@Outcome(expect = FORBIDDEN, desc = "OTHER: nobody expected this outcome.")
@Visits(outcome = "RUNNING, RUNNING, in order", ids = "S1 S3")
@Visits(outcome = "PARKED, .*, in order", ids = "S4 S8")
@Visits(outcome = ".*, PARKED, in order", ids = "S2 S8")
@Visits(outcome = "PARKED, PARKED, in order", ids = "S2 S4 S8")
@State
public class S05_BothPark {
  private static final int ITEMS = 4;

  private final Race race = new Race(2);
  private final Slot<Integer> slot = new Slot<>();
  private volatile Thread sender;
  private volatile Thread receiver;

  /** Sends all. */
  @Actor
  public void sender(LLL_Result r) {
    race.enter();
    sender = Thread.currentThread();
    boolean parked = false;
    for (int i = 1; i <= ITEMS; i++) {
      parked |= Race.parked(receiver);
      slot.send(i);
    }
    r.r1 = race.leave(parked ? "PARKED" : "RUNNING");
  }

  /** Receives all. */
  @Actor
  public void receiver(LLL_Result r) {
    race.enter();
    receiver = Thread.currentThread();
    boolean parked = false;
    String order = "in order";
    for (int i = 1; i <= ITEMS; i++) {
      parked |= Race.parked(sender);
      if (slot.receive() != i) {
        order = "OUT OF ORDER";
      }
    }
    r.r2 = parked ? "PARKED" : "RUNNING";
    r.r3 = race.leave(order);
  }
}
