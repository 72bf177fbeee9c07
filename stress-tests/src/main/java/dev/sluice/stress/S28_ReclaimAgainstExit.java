// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.sluice.kernel.FlushListener;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.OwnedWriter;
import dev.sluice.stress.gate.Visits;
import java.io.IOException;
import java.util.Optional;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/**
 * A reclaim after detach waits for the exit of a task that fails meanwhile, and hands out what was
 * not written.
 *
 * <pre>
 *   (flush 1 is pending, and will fail; the handle is detached)
 *   owner                        task
 *   reclaim (parks)              write 1, fail
 *                                is the owner parked? publish the exit
 * </pre>
 *
 * <p>Visits H15, T16; holds B1, B3. Run: {@code mvn verify -pl stress-tests -am
 * -Dstress.tests=S28}.
 *
 * <p>Measured at the quick level (x86-64, two processors that were busy with other work):
 *
 * <pre>
 *   outcome                                   JDK 17         JDK 25
 *   RUNNING, ok detached whole, Fatal         20,284         19,657
 *   PARKED, ok detached whole, Fatal           1,014          1,785
 * </pre>
 *
 * <p>Catches: a task that forgets the buffer in hand when it exits (BUFFER GONE).
 */
@JCStressTest
@Outcome(
    id = "RUNNING, ok detached whole, Fatal",
    expect = ACCEPTABLE,
    desc = "The task was gone, or went.")
@Outcome(
    id = "PARKED, ok detached whole, Fatal",
    expect = ACCEPTABLE,
    desc = "It waited for the exit.")
@Outcome(id = ".*\\bLOST\\b.*", expect = FORBIDDEN, desc = "LOST WAKE-UP: somebody slept on.")
@Outcome(id = ".*THREW.*", expect = FORBIDDEN, desc = "THREW: an exception that is not an outcome.")
@Outcome(id = ".*BUFFER GONE.*", expect = FORBIDDEN, desc = "LOST BUFFER: it is nowhere.")
@Outcome(
    id = ".*DOUBLED BUFFER.*",
    expect = FORBIDDEN,
    desc = "DOUBLED BUFFER: it is in two places.")
@Outcome(
    id = ".*FLUSH GONE.*",
    expect = FORBIDDEN,
    desc = "LOST FLUSH: neither written nor unflushed.")
@Outcome(
    id = ".*WRITTEN AND UNFLUSHED.*",
    expect = FORBIDDEN,
    desc = "TWO VERDICTS: written and unflushed as well.")
@Outcome(
    id = ".*NEVER SUBMITTED.*",
    expect = FORBIDDEN,
    desc = "MADE UP: written though it was refused.")
@Outcome(id = ".*TORN.*", expect = FORBIDDEN, desc = "TORN: other contents than were submitted.")
@Outcome(
    id = ".*OUT OF ORDER.*",
    expect = FORBIDDEN,
    desc = "OUT OF ORDER: written or kept in another order.")
@Outcome(expect = FORBIDDEN, desc = "OTHER: nobody expected this outcome.")
@Visits(outcome = "RUNNING, ok detached whole, Fatal", ids = "H15 T16")
@Visits(outcome = "PARKED, ok detached whole, Fatal", ids = "H15 T16")
@State
public class S28_ReclaimAgainstExit {
  private volatile Thread owner;
  private boolean waited;

  private final Race race = new Race(2);
  private final StressRig rig =
      new StressRig(
          new StressSink() {
            @Override
            IOException error(long offset) {
              return FATAL;
            }
          },
          StressRig.AT_ONCE,
          new FlushListener() {
            @Override
            public void exit(OwnedWriter<?> writer, Optional<FlushTaskException> error) {
              waited = Race.parked(owner);
            }
          });
  private final String first = rig.owner.flush(0) + " " + rig.detach();

  /** Waits for the exit. */
  @Actor
  public void owner(LLL_Result r) {
    race.enter();
    owner = Thread.currentThread();
    String account = rig.account(race);
    r.r2 = race.leave(first + " " + account);
    r.r3 = rig.end();
  }

  /** Fails. */
  @Actor
  public void task() {
    race.enter();
    rig.runTask();
    race.leave();
  }

  /** Looks whether each race was met. */
  @Arbiter
  public void arbiter(LLL_Result r) {
    r.r1 = rig.orThrew(waited ? "PARKED" : "RUNNING");
  }
}
