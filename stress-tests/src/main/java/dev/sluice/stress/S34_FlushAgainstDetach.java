// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.sluice.stress.gate.Level;
import dev.sluice.stress.gate.Visits;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/**
 * One thread detaches the handle while another flushes: the flush is done completely, or it is
 * refused and nothing has changed.
 *
 * <pre>
 *   (the spare is there, so no task is needed yet)
 *   owner                        other
 *   flush 1                      detach
 * </pre>
 *
 * <p>Visits H4, H13, H14; holds B1, B3, E3, L4. Run: {@code mvn verify -pl stress-tests -am
 * -Dstress.tests=S34}.
 *
 * <p>Measured at the quick level (x86-64, two processors that were busy with other work):
 *
 * <pre>
 *   outcome                                    JDK 17         JDK 25
 *   after detach, detached, whole well         11,959          7,880
 *   ok, detached, whole well                   11,434          7,763
 *   ok, busy, whole well                          114              9
 *   busy, detached, whole well                    105              9
 * </pre>
 *
 * <p>Catches: a detach that reads the state and then sets it; a flush that opens the handle before
 * its buffer is there.
 */
@JCStressTest
@Outcome(id = "ok, detached, whole well", expect = ACCEPTABLE, desc = "Flushed, then detached.")
@Outcome(
    id = "after detach, detached, whole well",
    expect = ACCEPTABLE,
    desc = "Detached, then refused.")
@Outcome(
    id = "ok, busy, whole well",
    expect = ACCEPTABLE,
    desc = "The detach came while the flush was in.")
@Outcome(
    id = "busy, detached, whole well",
    expect = ACCEPTABLE,
    desc = "The flush came while the detach was in.")
@Outcome(id = ".*\\bLOST\\b.*", expect = FORBIDDEN, desc = "LOST WAKE-UP: somebody slept on.")
@Outcome(id = ".*, busy, .*", expect = FORBIDDEN, desc = "NO OWNER: both were refused.")
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
@Visits(outcome = "ok, detached, whole well", ids = "H4 H14")
@Visits(outcome = "after detach, detached, whole well", ids = "H14")
@Visits(outcome = "ok, busy, whole well", ids = "H4 H13")
@Visits(outcome = "busy, detached, whole well", ids = "H13 H14", from = Level.NIGHTLY)
@State
public class S34_FlushAgainstDetach {
  private final Race race = Race.meeting(2);
  private final StressRig rig = new StressRig(new StressSink());

  /** Flushes. */
  @Actor
  public void owner(LLL_Result r) {
    race.enter();
    r.r1 = race.leave(rig.owner.flush(0));
  }

  /** Detaches. */
  @Actor
  public void other(LLL_Result r) {
    race.enter();
    r.r2 = race.leave(rig.detach());
  }

  /** Drains. */
  @Arbiter
  public void arbiter(LLL_Result r) {
    String detached = rig.detach(); // this has no effect if the handle was detached
    if (detached.equals("detached")) {
      rig.runTask();
    }
    r.r3 = rig.account(race) + " " + rig.end();
  }
}
