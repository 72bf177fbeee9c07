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
 * The receiver goes while the sender waits for room: the receiver gets the pending item, and the
 * waiting send wakes and is refused.
 *
 * <pre>
 *   (the slot holds 1)
 *   sender              receiver
 *   send 2 (parks)      is the sender parked?
 *                       closeReceive
 * </pre>
 *
 * <p>Visits S2, S6, S7, S8; holds B1. Run: {@code mvn verify -pl stress-tests -am
 * -Dstress.tests=S09}.
 *
 * <p>Measured at the quick level (x86-64, two processors):
 *
 * <pre>
 *   outcome                     JDK 17         JDK 25
 *   RUNNING, refused, 1        913,020      5,048,832
 *   PARKED, refused, 1          45,482         15,910
 * </pre>
 *
 * <p>Catches: a closeReceive that wakes nobody (PARKED, LOST, 1).
 */
@JCStressTest
@Outcome(
    id = "RUNNING, refused, 1",
    expect = ACCEPTABLE,
    desc = "Refused; the pending item is handed back.")
@Outcome(
    id = "PARKED, refused, 1",
    expect = ACCEPTABLE,
    desc = "A parked sender woke and was refused.")
@Outcome(
    id = ".*LOST.*",
    expect = FORBIDDEN,
    desc = "LOST WAKE-UP: the sender waits for one who is gone.")
@Outcome(
    id = ".*, refused, 0",
    expect = FORBIDDEN,
    desc = "LOST ITEM: the pending item is nowhere.")
@Outcome(
    id = ".*, refused, 2",
    expect = FORBIDDEN,
    desc = "DOUBLED: refused, and handed back as well.")
@Outcome(id = ".*, sent, .*", expect = FORBIDDEN, desc = "LOST ITEM: sent to one who is gone.")
@Outcome(expect = FORBIDDEN, desc = "OTHER: nobody expected this outcome.")
@Visits(outcome = "RUNNING, refused, 1", ids = "S6 S7")
@Visits(outcome = "PARKED, refused, 1", ids = "S2 S6 S7 S8")
@State
public class S09_GoneWhenFull {
  private final Race race = new Race(2);
  private final Slot<Integer> slot = new Slot<>(1);
  private volatile Thread sender;

  /** Waits for room, which never comes. */
  @Actor
  public void sender(LLL_Result r) {
    race.enter();
    sender = Thread.currentThread();
    boolean sent = slot.send(2);
    r.r2 = race.leave(sent ? "sent" : "refused");
  }

  /** Closes as the receiver. */
  @Actor
  public void receiver(LLL_Result r) {
    race.enter();
    r.r1 = Race.state(sender);
    r.r3 = slot.closeReceive().orElse(0);
    race.leave();
  }
}
