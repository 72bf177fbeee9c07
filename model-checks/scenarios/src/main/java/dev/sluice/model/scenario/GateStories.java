// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.scenario;

import static dev.sluice.model.scenario.Scenarios.spec;

import dev.sluice.model.probe.Count;
import dev.sluice.model.scenario.Scenarios.Spec;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.util.List;

/** Scenarios of the gate alone and of the token alone. */
final class GateStories {

  private GateStories() {}

  static List<Spec> all() {
    return List.of(
        spec(
            "gate: enter against close",
            false,
            GateStories::enterAgainstClose,
            "entered, left before close returned",
            "refused"),
        spec(
            "gate: leave against close",
            false,
            GateStories::leaveAgainstClose,
            "left before close returned"),
        spec("gate: two close", false, GateStories::twoClose, "both waited"),
        spec(
            "token: cancel against a pause",
            false,
            GateStories::cancelAgainstPause,
            "what came before cancel is seen"),
        spec("token: two cancel", false, GateStories::twoCancel, "cancelled"),
        spec(
            "gate: close by an interrupted thread",
            false,
            GateStories::closeInterrupted,
            "left before close returned"),
        spec(
            "token: a pause of an interrupted thread",
            false,
            GateStories::pauseInterrupted,
            "what came before cancel is seen"));
  }

  /** Work with a plain field, which shows what close makes visible. */
  private static final class Work {
    int done;
  }

  /** Checks that an interrupt does not end the wait and is not lost, whenever it comes. */
  private static String closeInterrupted() {
    Gate gate = new Gate();
    Gate.Guard guard = gate.enter();
    Work work = new Work();
    return interrupted(
        () -> {
          work.done = 1;
          guard.close();
        },
        () -> {
          gate.close();
          Claims.that(work.done == 1, "L3: close returned before the guard was released");
        },
        "left before close returned");
  }

  /** Checks the same for a pause (K3). */
  private static String pauseInterrupted() {
    CancellationToken token = new CancellationToken();
    Work work = new Work();
    return interrupted(
        () -> {
          work.done = 1;
          token.cancel();
        },
        () -> {
          token.awaitCancelled(Story.LONG);
          Claims.that(work.done == 1, "C2: the pause ended before the cancel");
        },
        "what came before cancel is seen");
  }

  private static String interrupted(Runnable ends, Runnable waits, String well) {
    Thread me = Thread.currentThread();
    Thread one = new Thread(ends);
    Thread other = new Thread(() -> me.interrupt());
    one.start();
    other.start();
    waits.run();
    boolean kept = Story.join(one);
    kept |= Story.join(other);
    kept |= Thread.interrupted();
    Claims.that(kept, "H16: the interrupt was lost");
    return well;
  }

  private static String enterAgainstClose() throws InterruptedException {
    Gate gate = new Gate();
    Work work = new Work();
    boolean[] entered = new boolean[1];
    Thread enters =
        new Thread(
            () -> {
              try (Gate.Guard guard = gate.enter()) {
                work.done = 1;
                entered[0] = true;
              } catch (IllegalStateException refused) {
                entered[0] = false;
              }
            });
    enters.start();
    gate.close();
    int seen = gateIsShutAfter(gate, work);
    enters.join();
    Claims.that(!entered[0] || seen == 1, "L3: close returned before the guard was released");
    return entered[0] ? "entered, left before close returned" : "refused";
  }

  /**
   * Checks that the gate is shut, and returns the work that was seen. No thread gets in any more,
   * so it does not change.
   */
  private static int gateIsShutAfter(Gate gate, Work work) {
    try {
      gate.enter();
      throw new AssertionError("G4: let in after close");
    } catch (IllegalStateException refused) {
      return work.done;
    }
  }

  private static String leaveAgainstClose() throws InterruptedException {
    Gate gate = new Gate();
    Gate.Guard guard = gate.enter();
    Work work = new Work();
    Thread leaves =
        new Thread(
            () -> {
              work.done = 1;
              guard.close();
              guard.close();
            });
    leaves.start();
    gate.close();
    int seen = work.done;
    leaves.join();
    return seen == 1 ? "left before close returned" : "close did not wait";
  }

  private static String twoClose() throws InterruptedException {
    Gate gate = new Gate();
    Gate.Guard guard = gate.enter();
    Work work = new Work();
    int[] seen = new int[1];
    Thread closes =
        new Thread(
            () -> {
              gate.close();
              seen[0] = work.done;
            });
    Thread leaves =
        new Thread(
            () -> {
              work.done = 1;
              guard.close();
            });
    closes.start();
    leaves.start();
    gate.close();
    int mine = work.done;
    closes.join();
    leaves.join();
    return mine + seen[0] == 2 ? "both waited" : "G5: one did not wait";
  }

  private static String cancelAgainstPause() throws InterruptedException {
    CancellationToken token = new CancellationToken();
    Work work = new Work();
    int[] seen = new int[1];
    Thread pauses =
        new Thread(
            () -> {
              token.awaitCancelled(Story.LONG);
              seen[0] = work.done;
            });
    pauses.start();
    work.done = 1;
    token.cancel();
    pauses.join();
    Count.evaluated("C2: a pause that does not end is a deadlock, which the explorer finds");
    return seen[0] == 1 ? "what came before cancel is seen" : "?";
  }

  private static String twoCancel() throws InterruptedException {
    CancellationToken token = new CancellationToken();
    Thread other = new Thread(() -> token.cancel());
    other.start();
    token.cancel();
    boolean cancelled = token.isCancelled();
    other.join();
    return cancelled ? "cancelled" : "K1: not cancelled";
  }
}
