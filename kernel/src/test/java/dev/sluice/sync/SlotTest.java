// SPDX-License-Identifier: Apache-2.0
package dev.sluice.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.kernel.Bounded;
import dev.sluice.kernel.Caller;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Each word of the slot, and each way from it to another. */
@Bounded
class SlotTest {

  private final Slot<String> slot = new Slot<>();

  @Test
  @DisplayName("S1 S3: what is put is taken")
  void whatIsSentIsReceived() {
    for (String item : new String[] {"a", "b", "c"}) {
      assertTrue(slot.send(item));
      assertEquals(item, slot.receive());
    }
  }

  @Test
  @DisplayName("S1 S3: a slot that is made full holds its first item")
  void aSlotMadeFullHoldsItsFirstItem() throws Throwable {
    Slot<String> full = new Slot<>("first");
    Caller<Boolean> sender = Caller.call(() -> full.send("second"));
    sender.awaitWaitingIn(Slot.class);
    assertEquals("first", full.receive());
    assertTrue(sender.result());
    assertEquals("second", full.receive());
  }

  @Test
  @DisplayName("S2 S8: a sender waits while the slot is full, and is woken by the take")
  void aSenderWaitsOnAFullSlotUntilTheTake() throws Throwable {
    assertTrue(slot.send("a"));
    Caller<Boolean> sender = Caller.call(() -> slot.send("b"));
    sender.awaitWaitingIn(Slot.class);
    assertEquals("a", slot.receive());
    assertTrue(sender.result());
    assertEquals("b", slot.receive());
  }

  @Test
  @DisplayName("S4 S1 S8: a receiver waits while the slot is empty, and is woken by the put")
  void aReceiverWaitsOnAnEmptySlotUntilThePut() throws Throwable {
    Caller<String> receiver = Caller.call(slot::receive);
    receiver.awaitWaitingIn(Slot.class);
    assertTrue(slot.send("a"));
    assertEquals("a", receiver.result());
    assertTrue(slot.send("b"));
    assertEquals("b", slot.receive());
  }

  @Test
  @DisplayName("S8: a wake-up without a change does not end a wait")
  void aWakeUpWithoutAnItemEndsNoReceive() throws Throwable {
    Caller<String> receiver = Caller.call(slot::receive);
    for (int i = 0; i < 100; i++) {
      receiver.awaitWaitingIn(Slot.class);
      LockSupport.unpark(receiver.thread());
    }
    slot.send("a");
    assertEquals("a", receiver.result());
  }

  @Test
  @DisplayName("S5: a pending item is delivered after close, then the terminal value, each time")
  void aPendingItemIsDeliveredAfterCloseThenTheTerminalValue() {
    slot.send("a");
    slot.close("end");
    assertEquals("a", slot.receive());
    assertEquals("end", slot.receive());
    assertEquals("end", slot.receive());
  }

  @Test
  @DisplayName("S5: an empty slot delivers the terminal value after close")
  void aClosedEmptySlotDeliversTheTerminalValue() {
    slot.close("end");
    assertEquals("end", slot.receive());
  }

  @Test
  @DisplayName("S5 S8: close wakes a receiver that waits")
  void closeWakesAReceiverThatWaits() throws Throwable {
    Caller<String> receiver = Caller.call(slot::receive);
    receiver.awaitWaitingIn(Slot.class);
    slot.close("end");
    assertEquals("end", receiver.result());
  }

  @Test
  @DisplayName(
      "S6 S7: the receiver closes an empty slot: later sends are refused, close is nothing")
  void sendIsRefusedOnceTheReceiverHasClosed() {
    assertEquals(Optional.empty(), slot.closeReceive());
    assertFalse(slot.send("a"));
    assertFalse(slot.close("end"));
    assertEquals(Optional.empty(), slot.closeReceive());
    assertFalse(slot.send("b"));
  }

  @Test
  @DisplayName("S6: the pending item is handed back to the receiver that closes")
  void closeReceiveHandsBackThePendingItem() {
    slot.send("a");
    assertEquals(Optional.of("a"), slot.closeReceive());
    assertFalse(slot.send("b"));
  }

  @Test
  @DisplayName(
      "S6 S7 S8: a sender that waits is woken and refused; only the pending one comes back")
  void closeReceiveWakesAndRefusesAWaitingSender() throws Throwable {
    slot.send("a");
    Caller<Boolean> sender = Caller.call(() -> slot.send("b"));
    sender.awaitWaitingIn(Slot.class);
    assertEquals(Optional.of("a"), slot.closeReceive());
    assertFalse(sender.result());
  }

  @Test
  @DisplayName("S5 S6: both close: what was pending comes back, once")
  void afterBothSidesClosedThePendingItemComesBackOnce() {
    slot.send("a");
    slot.close("end");
    assertEquals(Optional.of("a"), slot.closeReceive());
    assertEquals(Optional.empty(), slot.closeReceive());

    Slot<String> drained = new Slot<>("a");
    drained.close("end");
    drained.receive();
    assertEquals(Optional.empty(), drained.closeReceive());
  }

  @Test
  @DisplayName("S2 S4 S8: items arrive in order, none lost, over many waits of both sides")
  void itemsArriveInOrderAndNoneIsLost() throws Throwable {
    int items = 20_000;
    Slot<Integer> numbers = new Slot<>();
    Caller<Void> sender =
        Caller.call(
            () -> {
              for (int i = 0; i < items; i++) {
                assertTrue(numbers.send(i));
              }
              numbers.close(-1);
              return null;
            });
    for (int i = 0; i < items; i++) {
      assertEquals(i, numbers.receive());
    }
    assertEquals(-1, numbers.receive());
    sender.result();
  }

  @Test
  @DisplayName("S2: a second thread that sends is refused, and the first is unharmed")
  void aSecondSenderIsRefusedAndTheFirstUnharmed() throws Throwable {
    slot.send("b");
    Caller<Boolean> sender = Caller.call(() -> slot.send("c"));
    sender.awaitWaitingIn(Slot.class);
    assertRefused("must not send after close, nor by two threads at once", () -> slot.send("d"));
    assertEquals("b", slot.receive());
    assertTrue(sender.result());
    assertEquals("c", slot.receive());
  }

  @Test
  @DisplayName("S5 S6 S7: use of a side after it was closed is refused; to close it is no effect")
  void useOfAClosedSideIsRefused() {
    assertTrue(slot.close("end"));
    assertRefused("must not send after close, nor by two threads at once", () -> slot.send("a"));
    assertFalse(slot.close("another"));
    assertEquals("end", slot.receive());
    slot.closeReceive();
    assertFalse(slot.close("another"));
    assertRefused("must not receive when gone", slot::receive);
  }

  // A call that an Error ended while it waited leaves its mark in the slot. In these tests it is
  // the call of a thread that still waits. That thread does not count: another thread is that
  // side now.

  @Test
  @DisplayName("S9: a receive that died while it waited: the next one waits in its place")
  void afterAReceiveThatDiedTheNextOneReceives() throws Throwable {
    Caller<String> died = Caller.call(slot::receive);
    died.awaitWaitingIn(Slot.class);
    Caller<String> receiver = Caller.call(slot::receive);
    receiver.awaitWaitingIn(Slot.class);
    assertTrue(slot.send("a"));
    assertEquals("a", receiver.result());
    assertTrue(slot.send("b"));
    assertEquals("b", slot.receive());
    end(died);
  }

  @Test
  @DisplayName("S9: a receive that died while it waited: its side can be closed")
  void afterAReceiveThatDiedItsSideCanBeClosed() throws Throwable {
    Caller<String> died = Caller.call(slot::receive);
    died.awaitWaitingIn(Slot.class);
    assertEquals(Optional.empty(), slot.closeReceive());
    assertFalse(slot.send("a"));
    LockSupport.unpark(died.thread());
    died.thrown(IllegalStateException.class);
  }

  @Test
  @DisplayName("S9 S5: a send that died while it waited: after close both items are delivered")
  void afterASendThatDiedBothItemsAreDelivered() throws Throwable {
    slot.send("a");
    Caller<Boolean> died = Caller.call(() -> slot.send("b"));
    died.awaitWaitingIn(Slot.class);
    assertTrue(slot.close("end"));
    assertEquals("a", slot.receive());
    assertEquals("b", slot.receive());
    assertEquals("end", slot.receive());
    assertEquals("end", slot.receive());
    LockSupport.unpark(died.thread());
    Caller.join(died.thread());
  }

  /** Ends the thread of a call that counts as dead. */
  private void end(Caller<String> died) throws Throwable {
    slot.close("end");
    LockSupport.unpark(died.thread());
    assertEquals("end", died.result());
  }

  private static void assertRefused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalStateException.class, call).getMessage());
  }
}
