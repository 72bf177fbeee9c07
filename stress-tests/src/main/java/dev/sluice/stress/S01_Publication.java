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
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * Publication: the receiver of a buffer sees what the sender has put into it.
 *
 * <pre>
 *   sender              receiver
 *   fill the buffer     receive (waits)
 *   send                read the buffer
 * </pre>
 *
 * <p>Visits S1, S3; holds B5. Run: {@code mvn verify -pl stress-tests -am -Dstress.tests=S01}.
 *
 * <p>Measured at the quick level (x86-64, two processors):
 *
 * <pre>
 *   outcome         JDK 17         JDK 25
 *   1            1,480,742      7,399,462
 * </pre>
 *
 * <p>Catches: a send that does not wake the receiver (LOST). A word that is not volatile passes
 * here, because x86-64 does not reorder these accesses. Only aarch64 can show it.
 */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "Contents seen.")
@Outcome(id = "LOST", expect = FORBIDDEN, desc = "LOST WAKE-UP: the receiver slept on.")
@Outcome(id = "-1", expect = FORBIDDEN, desc = "TORN: the buffer came before its contents.")
@Outcome(id = "0", expect = FORBIDDEN, desc = "EMPTY: the buffer came before its contents.")
@Outcome(expect = FORBIDDEN, desc = "OTHER: nobody expected this outcome.")
@Visits(outcome = "1", ids = "S1 S3")
@State
public class S01_Publication {
  private final Race race = new Race(2);
  private final Slot<StressBuffer> slot = new Slot<>();

  /** Fills and sends. */
  @Actor
  public void sender() {
    race.enter();
    slot.send(new StressBuffer(1));
    race.leave();
  }

  /** Receives and reads. */
  @Actor
  public void receiver(L_Result r) {
    race.enter();
    r.r1 = race.leave(slot.receive().value());
  }
}
