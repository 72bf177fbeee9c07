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
 * A sender that finds the slot full parks, and is woken when the place is free.
 *
 * <pre>
 *   (the slot holds 1)
 *   sender              receiver
 *   send 2 (parks)      is the sender parked?
 *                       receive
 *                       receive
 * </pre>
 *
 * <p>Visits S1, S2, S3, S8; holds B1, B4. Run: {@code mvn verify -pl stress-tests -am
 * -Dstress.tests=S04}.
 *
 * <p>Measured at the quick level (x86-64, two processors):
 *
 * <pre>
 *   outcome                   JDK 17         JDK 25
 *   PARKED, 12, sent         109,382        107,703
 *   RUNNING, 12, sent        102,045      2,781,979
 * </pre>
 *
 * <p>Catches: a receive that does not wake the sender (PARKED, LOST, LOST).
 */
@JCStressTest
@Outcome(id = "RUNNING, 12, sent", expect = ACCEPTABLE, desc = "The place was free in time.")
@Outcome(
    id = "PARKED, 12, sent",
    expect = ACCEPTABLE,
    desc = "Taken from a parked sender, which woke.")
@Outcome(
    id = ".*LOST.*",
    expect = FORBIDDEN,
    desc = "LOST WAKE-UP: the place is free, the sender sleeps.")
@Outcome(id = ".*, 11, .*", expect = FORBIDDEN, desc = "DOUBLED: the first item came twice.")
@Outcome(
    id = ".*, 22, .*",
    expect = FORBIDDEN,
    desc = "LOST ITEM: the second took the place of the first.")
@Outcome(id = ".*, 21, .*", expect = FORBIDDEN, desc = "OUT OF ORDER.")
@Outcome(id = ".*, refused", expect = FORBIDDEN, desc = "REFUSED: although the receiver is there.")
@Outcome(expect = FORBIDDEN, desc = "OTHER: nobody expected this outcome.")
@Visits(outcome = "RUNNING, 12, sent", ids = "S1 S3")
@Visits(outcome = "PARKED, 12, sent", ids = "S2 S3 S8")
@State
public class S04_SenderParks {
  private final Race race = new Race(2);
  private final Slot<Integer> slot = new Slot<>(1);
  private volatile Thread sender;

  /** Finds the slot full. */
  @Actor
  public void sender(LLL_Result r) {
    race.enter();
    sender = Thread.currentThread();
    boolean sent = slot.send(2);
    r.r3 = race.leave(sent ? "sent" : "refused");
  }

  /** Makes room, then receives what comes. */
  @Actor
  public void receiver(LLL_Result r) {
    race.enter();
    r.r1 = Race.state(sender);
    int first = slot.receive();
    int second = slot.receive();
    r.r2 = race.leave(first * 10 + second);
  }
}
