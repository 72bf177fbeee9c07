// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.sluice.stress.gate.Visits;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/**
 * One closes the handle while another flushes: the flush is done whole, or refused with nothing
 * changed.
 *
 * <pre>
 *   (the spare is there, so no task is needed yet)
 *   owner                        other
 *   flush 1                      close
 * </pre>
 *
 * <p>Visits H4, H13, H14; holds B1, B3, E3, L4. Run: {@code mvn verify -pl stress-tests -am
 * -Dstress.tests=S34}.
 *
 * <p>Measured at the quick level (x86-64, two processors):
 *
 * <pre>
 *   outcome                                 JDK 17         JDK 25
 *   ok, closed, whole well                 684,209        237,249
 *   after close, closed, whole well        314,030        665,849
 *   ok, busy, whole well                     1,223        178,284
 * </pre>
 *
 * <p>Catches: a close that reads the state and then sets it; a flush that opens the handle before
 * it has its buffer.
 */
@JCStressTest
@Outcome(id = "ok, closed, whole well", expect = ACCEPTABLE, desc = "Flushed, then closed.")
@Outcome(
    id = "after close, closed, whole well",
    expect = ACCEPTABLE,
    desc = "Closed, then refused.")
@Outcome(
    id = "ok, busy, whole well",
    expect = ACCEPTABLE,
    desc = "The close came while the flush was in.")
@Outcome(id = ".*\\bLOST\\b.*", expect = FORBIDDEN, desc = "LOST WAKE-UP: somebody slept on.")
@Outcome(id = ".*, busy, .*", expect = FORBIDDEN, desc = "NO OWNER: both were refused.")
@Outcome(id = ".*THREW.*", expect = FORBIDDEN, desc = "THREW: an exception that is no outcome.")
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
@Visits(outcome = "ok, closed, whole well", ids = "H4 H14")
@Visits(outcome = "after close, closed, whole well", ids = "H14")
@Visits(outcome = "ok, busy, whole well", ids = "H4 H13")
@State
public class S34_FlushAgainstClose {
  private final Race race = Race.meeting(2);
  private final Rig rig = new Rig(new Sink());

  /** Flushes. */
  @Actor
  public void owner(LLL_Result r) {
    race.enter();
    r.r1 = race.leave(rig.owner.flush(0));
  }

  /** Closes. */
  @Actor
  public void other(LLL_Result r) {
    race.enter();
    r.r2 = race.leave(rig.close());
  }

  /** Drains. */
  @Arbiter
  public void arbiter(LLL_Result r) {
    String closed = rig.close(); // no effect if it was closed
    if (closed.equals("closed")) {
      rig.runTask();
    }
    r.r3 = rig.account(race) + " " + rig.end();
  }
}
