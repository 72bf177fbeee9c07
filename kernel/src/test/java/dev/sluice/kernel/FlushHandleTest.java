// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.kernel.FlushControl.FlushNotStarted;
import dev.sluice.kernel.FlushListener.Operation;
import dev.sluice.kernel.RecordingWriter.Attempt;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import dev.sluice.sync.Slot;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The way of two buffers while nothing goes wrong. */
@Bounded
class FlushHandleTest {

  @Test
  @DisplayName("H1 H3 H4 T1 T5 T12: first the spare comes back, then the buffer submitted before")
  void flushReturnsTheSpareThenTheBufferSubmittedBefore() throws Exception {
    try (Rig rig = new Rig()) {
      assertSame(rig.spare, rig.handle.flush(rig.mine, 0));
      assertSame(rig.mine, rig.handle.flush(rig.spare, 8));
      assertSame(rig.spare, rig.handle.flush(rig.mine, 16));
      assertSame(rig.writer, rig.handle.shutdown(ShutdownRequest.keepLength()));
      assertEquals(
          List.of(
              "attempt FLUSH 0 1",
              "flushed FLUSH 0 1",
              "attempt FLUSH 8 1",
              "flushed FLUSH 8 1",
              "attempt FLUSH 16 1",
              "flushed FLUSH 16 1",
              "exit Ok"),
          rig.listener.events());
      Remains<ByteBuffer, RecordingWriter> remains = rig.handle.reclaim();
      assertEquals(
          new Remains<>(List.of(rig.mine), List.of(), Optional.empty(), Optional.empty()), remains);
      rig.assertConserved(remains, rig.spare);
    }
  }

  @Test
  @DisplayName("B2 B4: each buffer is written at its offset, in order, once; the length comes last")
  void buffersAreWrittenInOrderThenTheLengthIsSet() throws Exception {
    try (Rig rig = new Rig()) {
      ByteArrayOutputStream expected = new ByteArrayOutputStream();
      List<Long> offsets = new ArrayList<>();
      ByteBuffer buffer = rig.mine;
      for (int i = 0; i < 100; i++) {
        Rig.fill(buffer, i).limit(1 + i % Rig.SIZE);
        expected.write(RecordingWriter.contents(buffer));
        offsets.add((long) expected.size() - buffer.remaining());
        buffer = rig.handle.flush(buffer, expected.size() - buffer.remaining());
      }
      rig.handle.shutdown(ShutdownRequest.setLength(expected.size()));
      List<Attempt> attempts = new ArrayList<>(rig.writer.attempts());
      Attempt last = attempts.remove(attempts.size() - 1);
      assertEquals(Operation.SET_LENGTH, last.operation());
      assertEquals(offsets, attempts.stream().map(Attempt::position).toList());
      assertTrue(attempts.stream().allMatch(Attempt::endedWell));
      assertArrayEquals(expected.toByteArray(), rig.writer.file());
    }
  }

  @Test
  @DisplayName("B5 L1 S4: flush waits while the task is behind, and returns what is written")
  void flushWaitsWhileTheTaskIsBehind() throws Throwable {
    try (Rig rig = new Rig()) {
      FlushNotStarted first = rig.control.holdNext();
      assertSame(rig.spare, rig.handle.flush(rig.mine, 0));
      first.awaitHeld();
      Caller<ByteBuffer> second = Caller.call(() -> rig.handle.flush(rig.spare, 8));
      second.awaitWaitingIn(Slot.class);
      assertEquals(List.of(), rig.writer.attempts());
      first.release().awaitDone();
      assertSame(rig.mine, second.result());
      assertSame(rig.mine, rig.writer.attempts().get(0).buffer());
      // The buffer is ours: RecordingWriter fails the task if it is still being written.
      Rig.fill(rig.mine, 0x33);
      rig.handle.flush(rig.mine, 16);
      rig.handle.shutdown(ShutdownRequest.keepLength());
      assertEquals(
          List.of("11", "22", "33"),
          rig.writer.attempts().stream()
              .map(attempt -> Integer.toHexString(attempt.contents()[0]))
              .toList());
    }
  }

  @Test
  @DisplayName("S2 S8: flush waits to send while the task has not taken the buffer before")
  void flushWaitsToSendUntilTheBufferBeforeIsTaken() throws Throwable {
    Stage go = new Stage("the task may start");
    try (Rig rig =
        new Rig(
            options ->
                options.withThreadFactory(
                    task ->
                        new Thread(
                            () -> {
                              go.await();
                              task.run();
                            })))) {
      rig.handle.flush(rig.mine, 0);
      Caller<ByteBuffer> second = Caller.call(() -> rig.handle.flush(rig.spare, 8));
      second.awaitWaitingIn(Slot.class);
      go.reach();
      assertSame(rig.mine, second.result());
      rig.handle.shutdown(ShutdownRequest.keepLength());
      assertEquals(2, rig.writer.attempts().size());
    }
  }

  @Test
  @DisplayName("B1: a buffer from elsewhere may take the place of one that the caller keeps")
  void aThirdBufferMayTakeThePlaceOfOneKept() throws Exception {
    try (Rig rig = new Rig()) {
      ByteBuffer third = Rig.buffer(0x33);
      assertSame(rig.spare, rig.handle.flush(rig.mine, 0));
      assertSame(rig.mine, rig.handle.flush(third, 8));
      assertSame(third, rig.handle.flush(rig.spare, 16));
      assertSame(rig.spare, rig.handle.flush(rig.mine, 24));
      rig.handle.shutdown(ShutdownRequest.keepLength());
      assertSame(rig.mine, rig.handle.reclaim().clean().get(0));
    }
  }

  @Test
  @DisplayName("B1: buffers are told apart by identity, not by what they hold")
  void buffersAreToldApartByIdentityNotByContents() throws Exception {
    try (Rig rig = new Rig()) {
      Rig.fill(rig.mine, 0x22);
      assertEquals(rig.mine, rig.spare);
      assertNotSame(rig.mine, rig.spare);
      assertSame(rig.spare, rig.handle.flush(rig.mine, 0));
      assertSame(rig.mine, rig.handle.flush(rig.spare, 8));
    }
  }

  @Test
  @DisplayName("B1: nothing of a buffer but its class and identity is used, hostile methods or not")
  void noMethodOfABufferIsCalledByTheKernel() throws Exception {
    final class Hostile {
      @Override
      public boolean equals(Object other) {
        throw new AssertionError("equals");
      }

      @Override
      public int hashCode() {
        throw new AssertionError("hashCode");
      }

      @Override
      public String toString() {
        throw new AssertionError("toString");
      }
    }
    final class Refusing implements OwnedWriter<Hostile> {
      @Override
      public void writeAllAt(Hostile buffer, long offset) throws java.io.IOException {
        throw new java.nio.channels.ClosedChannelException();
      }

      @Override
      public void setLength(long length) {}
    }
    Gate gate = new Gate();
    FlushHandle<Hostile, Refusing> handle =
        FlushHandle.spawn(
            new Refusing(),
            new Hostile(),
            gate,
            new CancellationToken(),
            FlushOptions.defaults().withListener(new RecordingListener()));
    Hostile mine = new Hostile();
    handle.flush(mine, 0);
    gate.close();
    handle.detach();
    Remains<Hostile, Refusing> remains = handle.reclaim();
    assertSame(mine, remains.unflushed().get(0).buffer());
    String message = remains.error().orElseThrow().getMessage();
    assertTrue(message.contains(Integer.toHexString(System.identityHashCode(mine))), message);
  }
}
