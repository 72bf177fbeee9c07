// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.sluice.stress.gate.Visits;
import java.io.IOException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLLL_Result;

/**
 * The handle is detached with a buffer in flight. The task writes it, finds no receiver for it,
 * keeps it for reclaim, and exits.
 *
 * <pre>
 *   (flush 1 is pending)
 *   owner                        task
 *   detach                       write 1: is the handle detached?
 *   reclaim (waits)              keep it, exit
 * </pre>
 *
 * <p>Visits H14, H15, T13, T14, T16; holds B1, B3, L4. Run: {@code mvn verify -pl stress-tests -am
 * -Dstress.tests=S27}.
 *
 * <p>Measured at the quick level (x86-64, two processors that were busy with other work):
 *
 * <pre>
 *   outcome                          JDK 17         JDK 25
 *   THERE, ok whole, 1, well         12,278         20,206
 *   GONE, ok whole, 1, well           1,808          2,323
 * </pre>
 *
 * <p>Catches: a detach that forgets the pending request (FLUSH GONE and BUFFER GONE).
 */
@JCStressTest
@Outcome(
    id = "THERE, ok whole, 1, well",
    expect = ACCEPTABLE,
    desc = "Written while the handle was there, or being detached.")
@Outcome(
    id = "GONE, ok whole, 1, well",
    expect = ACCEPTABLE,
    desc = "Written after the handle was detached.")
@Outcome(id = ".*\\bLOST\\b.*", expect = FORBIDDEN, desc = "LOST WAKE-UP: somebody slept on.")
@Outcome(
    id = ".*, 0, .*",
    expect = FORBIDDEN,
    desc = "LOST FLUSH: not written, and the task ended.")
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
@Visits(outcome = "THERE, ok whole, 1, well", ids = "H14 H15 T14")
@Visits(outcome = "GONE, ok whole, 1, well", ids = "H14 H15 T13 T14 T16")
@State
public class S27_DetachInFlight {
  private volatile boolean detached;
  private boolean gone;

  private final Race race = new Race(2);
  private final StressRig rig =
      new StressRig(
          new StressSink() {
            @Override
            IOException error(long offset) {
              gone = detached;
              return null;
            }
          });
  private final String first = rig.owner.flush(0);

  /** Lets go, then waits. */
  @Actor
  public void owner(LLLL_Result r) {
    race.enter();
    rig.detach();
    detached = true;
    String account = rig.account(race);
    r.r2 = race.leave(first + " " + account);
    r.r3 = rig.written();
    r.r4 = rig.end();
  }

  /** Drains. */
  @Actor
  public void task() {
    race.enter();
    rig.runTask();
    race.leave();
  }

  /** Looks whether each race was met. */
  @Arbiter
  public void arbiter(LLLL_Result r) {
    r.r1 = rig.orThrew(gone ? "GONE" : "THERE");
  }
}
