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
 * The way back: the thread that gets a recycled buffer sees the contents that the other side left,
 * and no older ones.
 *
 * <pre>
 *   producer            consumer
 *   fill with 1
 *   send dirty          receive dirty
 *   receive clean       read, fill with 2
 *   read                send clean
 * </pre>
 *
 * <p>Visits S1, S3; holds B5. Run: {@code mvn verify -pl stress-tests -am -Dstress.tests=S02}.
 *
 * <p>Measured at the quick level (x86-64, two processors):
 *
 * <pre>
 *   outcome         JDK 17         JDK 25
 *   2, 1           533,254      1,953,044
 * </pre>
 *
 * <p>Catches: a send that does not wake the receiver (LOST). A word that is not volatile passes
 * here, because x86-64 does not reorder these accesses. Only aarch64 can show it.
 */
@JCStressTest
@Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "Each saw what the other had left.")
@Outcome(id = ".*LOST.*", expect = FORBIDDEN, desc = "LOST WAKE-UP: somebody slept on.")
@Outcome(id = "2, .*", expect = FORBIDDEN, desc = "TORN: the consumer read too early.")
@Outcome(id = ".*, 1", expect = FORBIDDEN, desc = "TORN: the producer read too early.")
@Outcome(expect = FORBIDDEN, desc = "OTHER: nobody expected this outcome.")
@Visits(outcome = "2, 1", ids = "S1 S3")
@State
public class S02_RecycledContents {
  private final Race race = new Race(2);
  private final Slot<StressBuffer> dirty = new Slot<>();
  private final Slot<StressBuffer> clean = new Slot<>();

  /** Hands a buffer over and waits for it. */
  @Actor
  public void producer(LL_Result r) {
    race.enter();
    dirty.send(new StressBuffer(1));
    int value = clean.receive().value();
    r.r1 = race.leave(value);
  }

  /** Reads it, changes it, hands it back. */
  @Actor
  public void consumer(LL_Result r) {
    race.enter();
    StressBuffer buffer = dirty.receive();
    int value = buffer.value();
    clean.send(buffer.fill(2));
    r.r2 = race.leave(value);
  }
}
