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
 * An interrupt does not end a wait: the receiver stays until the item is there, and its interrupt
 * flag is kept.
 *
 * <pre>
 *   sender                            receiver
 *   wait until the receiver is there
 *   is it parked?                     receive (parks)
 *   interrupt it
 *   send                              was I interrupted?
 * </pre>
 *
 * <p>Visits S1, S3, S4, S8. Run: {@code mvn verify -pl stress-tests -am -Dstress.tests=S11}.
 *
 * <p>Measured at the quick level (x86-64, two processors):
 *
 * <pre>
 *   outcome                  JDK 17         JDK 25
 *   PARKED, 1, kept         302,616        231,230
 *   RUNNING, 1, kept        201,309      1,904,872
 * </pre>
 *
 * <p>Catches: a wait that does not restore the flag (PARKED, 1, FLAG GONE); a send that does not
 * wake (PARKED, 1, LOST).
 */
@JCStressTest
@Outcome(id = "RUNNING, 1, kept", expect = ACCEPTABLE, desc = "Interrupted before it parked.")
@Outcome(
    id = "PARKED, 1, kept",
    expect = ACCEPTABLE,
    desc = "Interrupted in its sleep, slept on, and kept the flag.")
@Outcome(
    id = ".*LOST",
    expect = FORBIDDEN,
    desc = "LOST WAKE-UP: the item is there, the receiver sleeps.")
@Outcome(id = ".*, FLAG GONE", expect = FORBIDDEN, desc = "FLAG LOST: the interrupt was swallowed.")
@Outcome(expect = FORBIDDEN, desc = "OTHER: nobody expected this outcome.")
@Visits(outcome = "RUNNING, 1, kept", ids = "S1 S3")
@Visits(outcome = "PARKED, 1, kept", ids = "S1 S3 S4 S8")
@State
public class S11_InterruptedReceive {
  private final Race race = new Race(2);
  private final Slot<Integer> slot = new Slot<>();
  private volatile Thread receiver;
  private volatile boolean interrupted;

  /** Interrupts, then sends. */
  @Actor
  public void sender(LLL_Result r) {
    race.enter();
    Thread target = receiver;
    for (int i = 0; target == null; i++) {
      Race.pause(i);
      target = receiver;
    }
    r.r1 = Race.state(target);
    target.interrupt();
    interrupted = true;
    slot.send(1);
    race.leave();
  }

  /** Receives, then looks at its flag after the interrupt. */
  @Actor
  public void receiver(LLL_Result r) {
    race.enter();
    receiver = Thread.currentThread();
    r.r2 = slot.receive();
    for (int i = 0; !interrupted; i++) {
      Race.pause(i);
    }
    boolean kept = Thread.interrupted();
    r.r3 = race.leave(kept ? "kept" : "FLAG GONE");
  }
}
