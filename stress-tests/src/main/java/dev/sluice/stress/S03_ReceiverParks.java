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
 * A receiver that comes too early parks, and is woken.
 *
 * <pre>
 *   sender                       receiver
 *   is the receiver parked?      receive (parks)
 *   send
 * </pre>
 *
 * <p>Visits S1, S3, S4, S8; holds B5. Run: {@code mvn verify -pl stress-tests -am
 * -Dstress.tests=S03}.
 *
 * <p>Measured at the quick level (x86-64, two processors):
 *
 * <pre>
 *   outcome            JDK 17         JDK 25
 *   RUNNING, 1        524,329      4,049,266
 *   PARKED, 1           7,326         11,956
 * </pre>
 *
 * <p>Catches: a send that does not wake the receiver (PARKED, LOST).
 */
@JCStressTest
@Outcome(
    id = "RUNNING, 1",
    expect = ACCEPTABLE,
    desc = "It was there already, or came while the receiver spun.")
@Outcome(id = "PARKED, 1", expect = ACCEPTABLE, desc = "Sent to a parked receiver, which woke.")
@Outcome(
    id = ".*, LOST",
    expect = FORBIDDEN,
    desc = "LOST WAKE-UP: the item is there, the receiver sleeps.")
@Outcome(id = ".*, -1", expect = FORBIDDEN, desc = "TORN: the buffer came before its contents.")
@Outcome(expect = FORBIDDEN, desc = "OTHER: nobody expected this outcome.")
@Visits(outcome = "RUNNING, 1", ids = "S1 S3")
@Visits(outcome = "PARKED, 1", ids = "S1 S3 S4 S8")
@State
public class S03_ReceiverParks {
  private final Race race = new Race(2);
  private final Slot<StressBuffer> slot = new Slot<>();
  private volatile Thread receiver;

  /** Sends. */
  @Actor
  public void sender(LL_Result r) {
    race.enter();
    r.r1 = Race.state(receiver);
    slot.send(new StressBuffer(1));
    race.leave();
  }

  /** Waits. */
  @Actor
  public void receiver(LL_Result r) {
    race.enter();
    receiver = Thread.currentThread();
    int value = slot.receive().value();
    r.r2 = race.leave(value);
  }
}
