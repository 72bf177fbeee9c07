// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.sluice.kernel.FlushListener;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.OwnedWriter;
import dev.sluice.stress.gate.Visits;
import java.util.Optional;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLLL_Result;

/**
 * A close returns only when all is over: what was submitted is written, nothing is in the gate, and
 * the task does not call the writer any more.
 *
 * <pre>
 *   (flush 1 is pending)
 *   owner                           task
 *   close (waits)                   write 1
 *                                   is the owner waiting? release the guard
 *   look at writes and gate         publish the outcome
 * </pre>
 *
 * <p>Visits H17, T14, T16; holds E2, L3, L4. Run: {@code mvn verify -pl stress-tests -am
 * -Dstress.tests=S40}.
 *
 * <p>Measured at the quick level (x86-64, two processors that were busy with other work):
 *
 * <pre>
 *   outcome                                           JDK 17         JDK 25
 *   RUNNING, ok closed, 1 written, whole well         10,062         13,387
 *   PARKED, ok closed, 1 written, whole well           6,781          4,591
 * </pre>
 *
 * <p>Catches: a close that does not wait for the exit (0 written, GUARD OUT, LATE).
 */
@JCStressTest
@Outcome(
    id = "RUNNING, ok closed, 1 written, whole well",
    expect = ACCEPTABLE,
    desc = "The task was gone, or went.")
@Outcome(
    id = "PARKED, ok closed, 1 written, whole well",
    expect = ACCEPTABLE,
    desc = "It waited for the exit.")
@Outcome(id = ".*\\bLOST\\b.*", expect = FORBIDDEN, desc = "LOST WAKE-UP: somebody slept on.")
@Outcome(id = ".*, 0 written.*", expect = FORBIDDEN, desc = "CLOSED EARLY: before the write.")
@Outcome(id = ".*GUARD OUT.*", expect = FORBIDDEN, desc = "GUARD STILL OUT: the close came first.")
@Outcome(id = ".*LATE.*", expect = FORBIDDEN, desc = "WRITE AFTER CLOSE: the task was not gone.")
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
@Visits(outcome = "RUNNING, ok closed, 1 written, whole well", ids = "H17 T14 T16")
@Visits(outcome = "PARKED, ok closed, 1 written, whole well", ids = "H17 T14 T16")
@State
public class S40_CloseAgainstExit {
  private volatile Thread owner;
  private boolean waited;

  private final Race race = new Race(2);
  private final StressRig rig =
      new StressRig(
          new StressSink(),
          StressRig.AT_ONCE,
          new FlushListener() {
            @Override
            public void exit(OwnedWriter<?> writer, Optional<FlushTaskException> error) {
              waited = Race.parked(owner);
            }
          });
  private final String first = rig.owner.flush(0);

  /** Closes, and looks. */
  @Actor
  public void owner(LLLL_Result r) {
    race.enter();
    owner = Thread.currentThread();
    String end = rig.close();
    rig.sink.over = true;
    r.r3 = rig.written() + " written" + (rig.isInside() ? ", GUARD OUT" : "");
    r.r2 = race.leave(first + " " + end);
  }

  /** Serves. */
  @Actor
  public void task() {
    race.enter();
    rig.runTask();
    race.leave();
  }

  /** Looks for the buffers. */
  @Arbiter
  public void arbiter(LLLL_Result r) {
    r.r1 = waited ? "PARKED" : "RUNNING";
    r.r4 = rig.account(race) + " " + (rig.sink.late == 0 ? rig.end() : "LATE");
  }
}
