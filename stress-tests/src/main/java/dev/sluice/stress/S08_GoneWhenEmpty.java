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
 * The receiver goes while an item is sent: one atomic exchange decides. Either the receiver that
 * goes gets the item, or the send is refused.
 *
 * <pre>
 *   sender              receiver
 *   send 1              closeReceive
 * </pre>
 *
 * <p>Visits S1, S6, S7; holds B1. Run: {@code mvn verify -pl stress-tests -am -Dstress.tests=S08}.
 *
 * <p>Measured at the quick level (x86-64, two processors):
 *
 * <pre>
 *   outcome            JDK 17         JDK 25
 *   sent, 1           731,623      1,774,202
 *   refused, 0        175,679      1,897,900
 * </pre>
 *
 * <p>Catches: a closeReceive in two steps, read and then set (sent, 0).
 */
@JCStressTest
@Outcome(id = "sent, 1", expect = ACCEPTABLE, desc = "Sent, and handed back to the closer.")
@Outcome(id = "refused, 0", expect = ACCEPTABLE, desc = "Refused: the item stays with its sender.")
@Outcome(
    id = "LOST, .*",
    expect = FORBIDDEN,
    desc = "LOST WAKE-UP: the sender waits for one who is gone.")
@Outcome(id = "sent, 0", expect = FORBIDDEN, desc = "LOST ITEM: sent, and nobody has it.")
@Outcome(id = "refused, 1", expect = FORBIDDEN, desc = "DOUBLED: both have it.")
@Outcome(expect = FORBIDDEN, desc = "OTHER: nobody expected this outcome.")
@Visits(outcome = "sent, 1", ids = "S1 S6")
@Visits(outcome = "refused, 0", ids = "S6 S7")
@State
public class S08_GoneWhenEmpty {
  private final Race race = Race.meeting(2);
  private final Slot<Integer> slot = new Slot<>();

  /** Sends, or is refused. */
  @Actor
  public void sender(LL_Result r) {
    race.enter();
    boolean sent = slot.send(1);
    r.r1 = race.leave(sent ? "sent" : "refused");
  }

  /** Closes as the receiver. */
  @Actor
  public void receiver(LL_Result r) {
    race.enter();
    r.r2 = slot.closeReceive().orElse(0);
    race.leave();
  }
}
