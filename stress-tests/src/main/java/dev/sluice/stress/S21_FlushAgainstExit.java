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
import org.openjdk.jcstress.infra.results.LLLL_Result;

/**
 * A flush meets the exit of a task that failed. A flush that comes after the exit is refused. If it
 * was sent before, the pending buffer is kept. The buffer is unflushed in both cases.
 *
 * <pre>
 *   (flush 1 is pending, and will fail)
 *   owner                        task
 *   wait for the attempt         write 1: dawdle
 *   flush 2 (parks)              is the owner parked? fail
 *                                take what is pending, or refuse it
 *                                has the owner begun? publish the exit
 * </pre>
 *
 * <p>Visits H3, H5, H6, T16; holds B1, B3. Run: {@code mvn verify -pl stress-tests -am
 * -Dstress.tests=S21}.
 *
 * <p>Measured at the quick level (x86-64, two processors):
 *
 * <pre>
 *   outcome                                 JDK 17         JDK 25
 *   REFUSED, ok Fatal, whole, Fatal        681,804        509,903
 *   RACED, ok Fatal, whole, Fatal           41,159        346,897
 *   WAITED, ok Fatal, whole, Fatal           3,182         40,262
 * </pre>
 *
 * <p>Catches: an exit that drops the pending request (WAITED, BUFFER GONE); a refused send that
 * drops its own buffer (REFUSED, BUFFER GONE).
 */
@JCStressTest
@Outcome(
    id = "WAITED, ok Fatal, whole, Fatal",
    expect = ACCEPTABLE,
    desc = "The owner waited for a buffer when the task failed.")
@Outcome(
    id = "REFUSED, ok Fatal, whole, Fatal",
    expect = ACCEPTABLE,
    desc = "The task was gone before the flush began.")
@Outcome(id = "RACED, ok Fatal, whole, Fatal", expect = ACCEPTABLE, desc = "In between.")
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
@Visits(outcome = "WAITED, ok Fatal, whole, Fatal", ids = "H3 H6 T16")
@Visits(outcome = "REFUSED, ok Fatal, whole, Fatal", ids = "H5 T16")
@Visits(outcome = "RACED, ok Fatal, whole, Fatal", ids = "T16")
@State
public class S21_FlushAgainstExit {
  private static int turn;

  private volatile boolean writing;
  private volatile Thread owner;
  private boolean waited;
  private boolean refused;

  private final Race race = new Race(2);
  private final StressRig rig =
      new StressRig(
          new StressSink() {
            @Override
            IOException error(long offset) {
              writing = true;
              for (int i = (turn++ & 15) << 4; i > 0; i--) {
                Thread.onSpinWait(); // so that each sample fails at another moment of the flush
              }
              // The request slot was empty when the flush began: if the owner waits, it has sent.
              waited = Race.parked(owner);
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

  /** Flushes into the failure. */
  @Actor
  public void owner(LLLL_Result r) {
    race.enter();
    for (int i = 0; !writing; i++) {
      Race.pause(i);
    }
    owner = Thread.currentThread();
    String second = rig.owner.flush(1);
    r.r2 = race.leave(first + " " + second);
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
