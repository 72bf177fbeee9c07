// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.kernel.FlushTaskException.Cancelled;
import dev.sluice.kernel.FlushTaskException.Fatal;
import dev.sluice.kernel.RecordingWriter.Hold;
import dev.sluice.kernel.Remains.Unflushed;
import dev.sluice.sync.Slot;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Detach without a shutdown, and what reclaim hands out after each end. */
@Bounded
class ReclaimTest {

  private static final Remains<ByteBuffer, RecordingWriter> NOTHING =
      new Remains<>(List.of(), List.of(), Optional.empty(), Optional.empty());

  @Test
  @DisplayName(
      "H14 T13 T14 L4: detach returns at once, the task drains; reclaim waits for its exit")
  void reclaimAfterDetachWaitsUntilTheTaskHasDrained() throws Throwable {
    try (Rig rig = new Rig()) {
      Hold first = rig.writer.holdNext();
      rig.handle.flush(rig.mine, 0);
      first.awaitHeld();
      rig.handle.detach();
      Caller<Remains<ByteBuffer, RecordingWriter>> reclaim = Caller.call(rig.handle::reclaim);
      reclaim.awaitWaitingIn(Slot.class);
      first.release();
      Remains<ByteBuffer, RecordingWriter> remains = reclaim.result();
      assertEquals(List.of(rig.mine), remains.clean());
      assertSame(rig.writer, remains.writer().orElseThrow());
      assertEquals(Optional.empty(), remains.error());
      rig.assertConserved(remains, rig.spare);
      assertEquals(Rig.SIZE, rig.writer.file().length);
      assertEquals("exit Ok", rig.listener.events().get(2));
      assertEquals(NOTHING, rig.handle.reclaim());
    }
  }

  @Test
  @DisplayName("H14 S5 L4: a buffer that the task has not taken yet is written after detach too")
  void aBufferNotTakenYetIsWrittenAfterDetach() throws Exception {
    Stage go = new Stage("the task may start");
    try (Rig rig =
        new Rig(
            o ->
                o.withThreadFactory(
                    task ->
                        new Thread(
                            () -> {
                              go.await();
                              task.run();
                            })))) {
      rig.handle.flush(rig.mine, 0);
      rig.handle.detach();
      go.reach();
      Remains<ByteBuffer, RecordingWriter> remains = rig.handle.reclaim();
      assertEquals(List.of(rig.mine), remains.clean());
      assertEquals(Rig.SIZE, rig.writer.file().length);
    }
  }

  @Test
  @DisplayName(
      "L4 L3: the task of a handle that is detached and forgotten exits and releases its guard")
  void detachAloneLetsTheTaskWriteAndLeaveTheGate() throws Exception {
    try (Rig rig = new Rig()) {
      rig.handle.flush(rig.mine, 0);
      rig.handle.detach();
      rig.gate.close();
      assertEquals(1, rig.writer.attempts().size());
    }
  }

  @Test
  @DisplayName("H15: reclaim before the end is refused, nothing changes, and the handle goes on")
  void reclaimBeforeTheEndIsRefusedAndChangesNothing() throws Exception {
    try (Rig rig = new Rig()) {
      for (int i = 0; i < 2; i++) {
        assertThrows(RefusedException.NotEnded.class, rig.handle::reclaim);
        assertSame(
            i == 0 ? rig.spare : rig.mine, rig.handle.flush(i == 0 ? rig.mine : rig.spare, 8 * i));
      }
      rig.handle.shutdown(ShutdownRequest.keepLength());
      assertEquals(2 * Rig.SIZE, rig.writer.file().length);
      rig.assertConserved(rig.handle.reclaim(), rig.mine);
    }
  }

  @Test
  @DisplayName("H15: a second reclaim, after each end, hands out nothing but the same error")
  void aSecondReclaimHandsOutNothingButTheSameError() throws Exception {
    try (Rig rig = new Rig()) {
      rig.handle.shutdown(ShutdownRequest.keepLength());
      assertEquals(1, rig.handle.reclaim().clean().size());
      assertEquals(NOTHING, rig.handle.reclaim());
    }
    try (Rig rig = new Rig()) {
      rig.handle.detach();
      assertEquals(1, rig.handle.reclaim().clean().size());
      assertEquals(NOTHING, rig.handle.reclaim());
    }
    try (Rig rig = new Rig()) {
      rig.handle.close();
      Remains<ByteBuffer, RecordingWriter> remains = rig.handle.reclaim();
      assertEquals(1, remains.clean().size());
      assertSame(rig.writer, remains.writer().orElseThrow());
      assertEquals(NOTHING, rig.handle.reclaim());
    }
    try (Rig rig = new Rig()) {
      rig.token.cancel();
      rig.handle.flush(rig.mine, 0);
      assertThrows(Cancelled.class, () -> rig.handle.shutdown(ShutdownRequest.keepLength()));
      Remains<ByteBuffer, RecordingWriter> remains = rig.handle.reclaim();
      assertEquals(1, remains.unflushed().size());
      for (int i = 0; i < 2; i++) {
        assertEquals(
            new Remains<>(List.of(), List.of(), Optional.empty(), remains.error()),
            rig.handle.reclaim());
      }
    }
  }

  @Test
  @DisplayName("H14 H15 B3: reclaim tells of an error after detach, and nothing is lost")
  void reclaimTellsOfAnErrorAfterDetach() throws Exception {
    try (Rig rig = new Rig()) {
      Hold first = rig.writer.holdNext();
      rig.handle.flush(rig.mine, 5);
      rig.handle.detach();
      first.releaseThrowing(new ClosedChannelException());
      Remains<ByteBuffer, RecordingWriter> remains = rig.handle.reclaim();
      assertEquals(List.of(new Unflushed<>(rig.mine, 5)), remains.unflushed());
      assertSame(rig.writer, remains.writer().orElseThrow());
      FlushTaskException error = remains.error().orElseThrow();
      assertEquals(Fatal.class, error.getClass());
      rig.assertConserved(remains, rig.spare);
      RefusedException.Ended refused =
          assertThrows(RefusedException.Ended.class, () -> rig.handle.flush(rig.spare, 0));
      assertSame(error, refused.firstError().orElseThrow());
    }
  }

  @Test
  @DisplayName("H14 E1: after detach each call is refused, to no effect; detach again has none")
  void useAfterDetachIsRefusedAndHasNoEffect() throws Exception {
    try (Rig rig = new Rig()) {
      rig.handle.flush(rig.mine, 0);
      rig.handle.detach();
      for (int i = 0; i < 2; i++) {
        assertThrows(RefusedException.Ended.class, () -> rig.handle.flush(rig.spare, 8));
        assertThrows(
            RefusedException.Ended.class, () -> rig.handle.shutdown(ShutdownRequest.setLength(0)));
        rig.handle.detach();
      }
      rig.assertConserved(rig.handle.reclaim(), rig.spare);
      assertEquals(1, rig.writer.attempts().size());
    }
  }
}
