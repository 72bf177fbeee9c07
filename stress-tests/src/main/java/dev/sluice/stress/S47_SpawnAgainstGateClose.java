// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.stress.gate.Visits;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import dev.sluice.sync.GateClosedException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/**
 * One thread spawns a task while another closes the gate. Either the task is in, and the close
 * waits for it. Or the spawn is refused, nothing is in the gate, and the task that was started
 * leaves.
 *
 * <pre>
 *   owner                        closer                   task
 *   spawn (may be refused)       close the gate           serve, or leave
 *   flush 1, detach              is 1 written?
 * </pre>
 *
 * <p>Visits G1, G2, G4; holds L3. Run: {@code mvn verify -pl stress-tests -am -Dstress.tests=S47}.
 *
 * <p>Measured at the quick level (x86-64, two processors that were busy with other work):
 *
 * <pre>
 *   outcome                    JDK 17         JDK 25
 *   refused, 0, silent         20,612         16,429
 *   in, 1, silent               2,478          2,080
 * </pre>
 *
 * <p>Catches: a spawn that looks whether the gate is open before it starts the task, and not after
 * (in, 0); a refused spawn that forgets the task, which then waits for ever (stuck: no samples).
 */
@JCStressTest
@Outcome(
    id = "in, 1, silent",
    expect = ACCEPTABLE,
    desc = "The task was in: the close waited for it.")
@Outcome(id = "refused, 0, silent", expect = ACCEPTABLE, desc = "Refused: nothing was written.")
@Outcome(id = ".*\\bLOST\\b.*", expect = FORBIDDEN, desc = "LOST WAKE-UP: somebody slept on.")
@Outcome(id = "in, 0, .*", expect = FORBIDDEN, desc = "CLOSED EARLY: before the write.")
@Outcome(
    id = ".*LATE",
    expect = FORBIDDEN,
    desc = "WRITE AFTER CLOSE: the gate did not wait for the task.")
@Outcome(
    id = "refused, 1, .*",
    expect = FORBIDDEN,
    desc = "TOUCHED: written though it was refused.")
@Outcome(id = ".*THREW.*", expect = FORBIDDEN, desc = "THREW: an exception that is not an outcome.")
@Outcome(expect = FORBIDDEN, desc = "OTHER: nobody expected this outcome.")
@Visits(outcome = "in, 1, silent", ids = "G1 G2")
@Visits(outcome = "refused, 0, silent", ids = "G4")
@State
public class S47_SpawnAgainstGateClose {
  private final Race race = Race.meeting(3);
  private final Gate gate = new Gate();
  private final StressSink sink = new StressSink();
  private volatile Runnable task;
  private volatile boolean spawned;

  /** Spawns, and if that succeeds flushes. */
  @Actor
  public void owner(LLL_Result r) {
    race.enter();
    String word = "in";
    try {
      FlushHandle<StressBuffer, StressSink> handle =
          FlushHandle.spawn(sink, new StressBuffer(), gate, new CancellationToken(), options());
      handle.flush(new StressBuffer().fill(1), 0);
      handle.detach();
    } catch (GateClosedException e) {
      word = "refused";
    } catch (FlushTaskException | RuntimeException | Error e) {
      word = "THREW " + e;
    }
    spawned = true;
    r.r1 = race.leave(word);
  }

  private FlushOptions options() {
    return new FlushOptions(
        run -> {
          task = run;
          return StressRig.NOBODY;
        },
        StressRig.AT_ONCE,
        StressRig.SILENT);
  }

  /** Closes the gate. */
  @Actor
  public void closer(LLL_Result r) {
    race.enter();
    gate.close();
    sink.over = true;
    int written = sink.written[0];
    r.r2 = race.leave(written);
  }

  /** Serves, if there is anything to serve. */
  @Actor
  public void task() {
    race.enter();
    for (int i = 0; task == null && !spawned; i++) {
      Race.pause(i);
    }
    if (task != null) {
      task.run();
    }
    race.leave();
  }

  /** Asks whether the task was silent in the end. */
  @Arbiter
  public void arbiter(LLL_Result r) {
    r.r3 = sink.late == 0 ? "silent" : "LATE";
  }
}
