// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.kernel.RecordingWriter.Hold;
import dev.sluice.sync.Slot;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** H13 E3: a second thread calls while a call is running. */
@Bounded
class OneOwnerTest {

  private static void assertEachCallRefused(Rig rig) {
    for (Executable call :
        List.<Executable>of(
            () -> rig.handle.flush(Rig.buffer(9), 16),
            () -> rig.handle.shutdown(ShutdownRequest.setLength(0)),
            rig.handle::close,
            rig.handle::detach,
            rig.handle::reclaim)) {
      assertThrows(RefusedException.InCall.class, call);
    }
  }

  @Test
  @DisplayName("H13 E3: while flush runs each call of another thread is refused")
  void whileFlushRunsEachCallOfAnotherThreadIsRefused() throws Throwable {
    try (Rig rig = new Rig()) {
      Hold first = rig.writer.holdNext();
      rig.handle.flush(rig.mine, 0);
      Caller<ByteBuffer> running = Caller.call(() -> rig.handle.flush(rig.spare, 8));
      running.awaitWaitingIn(Slot.class);
      assertEachCallRefused(rig);
      assertEachCallRefused(rig); // a refused call does not let the next one in
      first.release();
      assertSame(rig.mine, running.result());
      assertSame(rig.spare, rig.handle.flush(rig.mine, 16));
      rig.handle.shutdown(ShutdownRequest.keepLength());
      assertEquals(3, rig.writer.attempts().size());
      assertEquals(3 * Rig.SIZE, rig.writer.file().length);
      rig.assertConserved(rig.handle.reclaim(), rig.spare);
    }
  }

  @Test
  @DisplayName("H13 E3: while shutdown runs each call of another thread is refused")
  void whileShutdownRunsEachCallOfAnotherThreadIsRefused() throws Throwable {
    try (Rig rig = new Rig()) {
      Hold first = rig.writer.holdNext();
      rig.handle.flush(rig.mine, 0);
      Caller<?> running = Caller.call(() -> rig.handle.shutdown(ShutdownRequest.setLength(3)));
      running.awaitWaitingIn(Slot.class);
      assertEachCallRefused(rig);
      first.release();
      assertSame(rig.writer, running.result());
      assertEquals(3, rig.writer.file().length);
      rig.assertConserved(rig.handle.reclaim(), rig.spare);
    }
  }

  @Test
  @DisplayName("H13 E3 H17: while close runs each call of another thread is refused")
  void whileCloseRunsEachCallOfAnotherThreadIsRefused() throws Throwable {
    try (Rig rig = new Rig()) {
      Hold first = rig.writer.holdNext();
      rig.handle.flush(rig.mine, 0);
      Caller<Void> running = CloseTest.closing(rig);
      running.awaitWaitingIn(Slot.class);
      assertEachCallRefused(rig);
      first.release();
      running.result();
      rig.assertConserved(rig.handle.reclaim(), rig.spare);
    }
  }

  @Test
  @DisplayName(
      "H13 E3 H15: while reclaim waits each call of another thread is refused; one gets everything")
  void whileReclaimRunsEachCallOfAnotherThreadIsRefused() throws Throwable {
    try (Rig rig = new Rig()) {
      Hold first = rig.writer.holdNext();
      rig.handle.flush(rig.mine, 0);
      rig.handle.detach();
      Caller<Remains<ByteBuffer, RecordingWriter>> running = Caller.call(rig.handle::reclaim);
      running.awaitWaitingIn(Slot.class);
      assertEachCallRefused(rig);
      first.release();
      rig.assertConserved(running.result(), rig.spare);
      assertEquals(List.of(), rig.handle.reclaim().clean());
    }
  }

  @Test
  @DisplayName("E3: a handle may go from thread to thread")
  void aHandleMayGoFromThreadToThread() throws Throwable {
    try (Rig rig = new Rig()) {
      ByteBuffer buffer = rig.mine;
      for (int i = 0; i < 10; i++) {
        ByteBuffer dirty = buffer;
        long offset = (long) i * Rig.SIZE;
        buffer = Caller.call(() -> rig.handle.flush(dirty, offset)).result();
      }
      assertSame(
          rig.writer,
          Caller.call(() -> rig.handle.shutdown(ShutdownRequest.keepLength())).result());
      assertEquals(10, rig.writer.attempts().size());
      rig.assertConserved(rig.handle.reclaim(), buffer);
    }
  }
}
