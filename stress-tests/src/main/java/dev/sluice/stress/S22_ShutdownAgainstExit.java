// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.sluice.kernel.FlushListener;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.OwnedWriter;
import dev.sluice.kernel.ShutdownRequest;
import dev.sluice.stress.gate.Visits;
import java.io.IOException;
import java.util.Optional;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLLL_Result;

/**
 * A shutdown meets the exit of a task that failed: the shutdown throws the error, whether it was
 * sent in time or not.
 *
 * <pre>
 *   (flush 1 is pending, and will fail)
 *   owner                        task
 *   shutdown (parks)             write 1: is the owner parked? fail
 *                                has the owner begun? publish the exit
 * </pre>
 *
 * <p>Visits H9, H10, T16; holds B1, B3, L2. Run: {@code mvn verify -pl stress-tests -am
 * -Dstress.tests=S22}.
 *
 * <p>Measured at the quick level (x86-64, two processors):
 *
 * <pre>
 *   outcome                                 JDK 17         JDK 25
 *   REFUSED, ok Fatal, whole, Fatal        787,080        859,982
 *   WAITED, ok Fatal, whole, Fatal          36,439          5,481
 *   RACED, ok Fatal, whole, Fatal           12,103         62,319
 * </pre>
 *
 * <p>Catches: a shutdown that does not look at the error of the exit (WAITED, ok ok).
 */
@JCStressTest
@Outcome(
    id = "WAITED, ok Fatal, whole, Fatal",
    expect = ACCEPTABLE,
    desc = "The owner waited for the exit when the task failed.")
@Outcome(
    id = "REFUSED, ok Fatal, whole, Fatal",
    expect = ACCEPTABLE,
    desc = "The task was gone before the shutdown began.")
@Outcome(id = "RACED, ok Fatal, whole, Fatal", expect = ACCEPTABLE, desc = "In between.")
@Outcome(id = ".*\\bLOST\\b.*", expect = FORBIDDEN, desc = "LOST WAKE-UP: somebody slept on.")
@Outcome(
    id = ".*, ok ok, .*",
    expect = FORBIDDEN,
    desc = "OK WITHOUT THE WRITE: the shutdown reports success.")
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
@Visits(outcome = "WAITED, ok Fatal, whole, Fatal", ids = "H10 T16")
@Visits(outcome = "REFUSED, ok Fatal, whole, Fatal", ids = "H9 T16")
@Visits(outcome = "RACED, ok Fatal, whole, Fatal", ids = "T16")
@State
public class S22_ShutdownAgainstExit {
  private volatile Thread owner;
  private boolean waited;
  private boolean refused;

  private final Race race = new Race(2);
  private final StressRig rig =
      new StressRig(
          new StressSink() {
            @Override
            IOException error(long offset) {
              waited = Race.parked(owner); // it waits for the exit: the shutdown was sent
              return FATAL;
            }
          },
          StressRig.AT_ONCE,
          new FlushListener() {
            @Override
            public void exit(OwnedWriter<?> writer, Optional<FlushTaskException> error) {
              refused = owner == null; // and the request slot is closed by now
            }
          });
  private final String first = rig.owner.flush(0);

  /** Shuts down into the failure. */
  @Actor
  public void owner(LLLL_Result r) {
    race.enter();
    owner = Thread.currentThread();
    String end = rig.shutdown(ShutdownRequest.keepLength());
    r.r2 = race.leave(first + " " + end);
  }

  /** Fails. */
  @Actor
  public void task() {
    race.enter();
    rig.runTask();
    race.leave();
  }

  /** Looks for the buffers. */
  @Arbiter
  public void arbiter(LLLL_Result r) {
    r.r1 = waited ? "WAITED" : refused ? "REFUSED" : "RACED";
    r.r3 = rig.account(race);
    r.r4 = rig.end();
  }
}
