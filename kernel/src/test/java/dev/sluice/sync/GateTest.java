// SPDX-License-Identifier: Apache-2.0
package dev.sluice.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.kernel.Bounded;
import dev.sluice.kernel.Caller;
import dev.sluice.kernel.RecordingWriter.Hold;
import dev.sluice.kernel.Rig;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The gate: it waits, refuses, and stays closed. */
@Bounded
class GateTest {

  private final Gate gate = new Gate();

  private Caller<Void> closeOnAnotherThread() {
    return Caller.call(
        () -> {
          gate.close();
          return null;
        });
  }

  @Test
  @DisplayName("G1 G2 G3: close waits until the last guard is released")
  void closeWaitsUntilTheLastGuardIsReleased() throws Throwable {
    Gate.Guard first = gate.enter();
    Gate.Guard second = gate.enter();
    Caller<Void> closing = closeOnAnotherThread();
    closing.awaitWaitingIn(Gate.class);
    first.close();
    closing.awaitWaitingIn(Gate.class); // it was woken, perhaps, and waits again
    assertTrue(closing.thread().isAlive());
    second.close();
    closing.result();
  }

  @Test
  @DisplayName("G2: a guard released again frees nobody else's place")
  void aGuardReleasedTwiceFreesNobodyElsesPlace() throws Throwable {
    Gate.Guard first = gate.enter();
    Gate.Guard second = gate.enter();
    first.close();
    first.close();
    Caller<Void> closing = closeOnAnotherThread();
    closing.awaitWaitingIn(Gate.class);
    second.close();
    closing.result();
    second.close();
  }

  @Test
  @DisplayName("G4: who enters once close began is refused, before and after it returned")
  void enterIsRefusedOnceCloseBegan() throws Throwable {
    Gate.Guard guard = gate.enter();
    Caller<Void> closing = closeOnAnotherThread();
    closing.awaitWaitingIn(Gate.class);
    assertRefused();
    guard.close();
    closing.result();
    assertRefused();
  }

  private void assertRefused() {
    assertThrows(GateClosedException.class, gate::enter);
  }

  @Test
  @DisplayName("G5: each close waits until the guard is released, and a closed gate closes at once")
  void eachCloseWaitsUntilTheGuardIsReleased() throws Throwable {
    Gate.Guard guard = gate.enter();
    Caller<Void> first = closeOnAnotherThread();
    Caller<Void> second = closeOnAnotherThread();
    first.awaitWaitingIn(Gate.class);
    second.awaitWaitingIn(Gate.class);
    guard.close();
    first.result();
    second.result();
    gate.close();
  }

  @Test
  @DisplayName("L3 E2: the gate of a task closes once the task has exited, not before")
  void theGateClosesOnceItsTaskHasExited() throws Throwable {
    try (Rig rig = new Rig()) {
      Hold first = rig.writer.holdNext();
      rig.handle.flush(rig.mine, 0);
      first.awaitHeld();
      Caller<Integer> closing =
          Caller.call(
              () -> {
                rig.gate.close();
                return rig.writer.attempts().size();
              });
      closing.awaitWaitingIn(Gate.class);
      rig.handle.detach();
      closing.awaitWaitingIn(Gate.class);
      first.release();
      assertEquals(1, closing.result());
    }
  }
}
