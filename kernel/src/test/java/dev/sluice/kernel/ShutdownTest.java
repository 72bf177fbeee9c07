// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.kernel.FlushTaskException.Cancelled;
import dev.sluice.kernel.FlushTaskException.Died;
import dev.sluice.kernel.FlushTaskException.Fatal;
import dev.sluice.kernel.RecordingWriter.Hold;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Slot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Shutdown with and without a length. */
@Bounded
class ShutdownTest {

  @Test
  @DisplayName(
      "H7 T2 T14: shutdown without a length returns the writer, which was not called for it")
  void shutdownKeepingTheLengthReturnsTheWriterUncalled() throws Exception {
    try (Rig rig = new Rig()) {
      assertSame(rig.writer, rig.handle.shutdown(ShutdownRequest.keepLength()));
      assertEquals(List.of(), rig.writer.attempts());
      assertEquals(List.of("exit Ok"), rig.listener.events());
      rig.assertConserved(rig.handle.reclaim(), rig.mine);
    }
  }

  @Test
  @DisplayName("H8 T3 T15 B4: shutdown sets a length after the last flush, shorter or longer")
  void shutdownSetsTheLengthAfterTheLastFlush() throws Exception {
    for (int length : new int[] {0, 3, Rig.SIZE, 100}) {
      try (Rig rig = new Rig()) {
        rig.handle.flush(rig.mine, 0);
        assertSame(rig.writer, rig.handle.shutdown(ShutdownRequest.setLength(length)));
        assertEquals(length, rig.writer.file().length);
        assertEquals(
            List.of(
                "attempt FLUSH 0 1",
                "flushed FLUSH 0 1",
                "attempt SET_LENGTH " + length + " 1",
                "flushed SET_LENGTH " + length + " 1",
                "exit Ok"),
            rig.listener.events());
      }
    }
  }

  @Test
  @DisplayName("L2 B2: shutdown waits for the flush under way and the one behind it")
  void shutdownWaitsForTheFlushUnderWay() throws Throwable {
    try (Rig rig = new Rig()) {
      Hold first = rig.writer.holdNext();
      rig.handle.flush(rig.mine, 0);
      Caller<?> shutdown = Caller.call(() -> rig.handle.shutdown(ShutdownRequest.setLength(5)));
      shutdown.awaitWaitingIn(Slot.class);
      assertEquals(List.of(), rig.writer.attempts());
      first.release();
      assertSame(rig.writer, shutdown.result());
      assertEquals(List.of(0L, 5L), positions(rig));
    }
  }

  @Test
  @DisplayName("L2 S5: a buffer that the task has not taken yet is delivered before the shutdown")
  void shutdownDeliversABufferNotTakenYet() throws Throwable {
    Stage go = new Stage("the task may start");
    try (Rig rig = new Rig(o -> o.withThreadFactory(task -> startingLate(go, task)))) {
      rig.handle.flush(rig.mine, 0);
      Caller<?> shutdown = Caller.call(() -> rig.handle.shutdown(ShutdownRequest.setLength(5)));
      shutdown.awaitWaitingIn(Slot.class);
      go.reach();
      assertSame(rig.writer, shutdown.result());
      assertEquals(List.of(0L, 5L), positions(rig));
      rig.assertConserved(rig.handle.reclaim(), rig.spare);
    }
  }

  private static Thread startingLate(Stage go, Runnable task) {
    return new Thread(
        () -> {
          go.await();
          task.run();
        });
  }

  private static List<Long> positions(Rig rig) {
    return rig.writer.attempts().stream().map(RecordingWriter.Attempt::position).toList();
  }

  @Test
  @DisplayName("T6 T7 T9 T15: an error of setLength is retried")
  void anErrorOfSetLengthIsRetried() throws Exception {
    try (Rig rig = new Rig()) {
      rig.writer.failNext(new IOException("busy"), new IOException("still busy"));
      rig.handle.shutdown(ShutdownRequest.setLength(5));
      assertEquals(
          List.of(
              "attempt SET_LENGTH 5 1",
              "pause SET_LENGTH 5 1 busy",
              "attempt SET_LENGTH 5 2",
              "pause SET_LENGTH 5 2 still busy",
              "attempt SET_LENGTH 5 3",
              "flushed SET_LENGTH 5 3",
              "exit Ok"),
          rig.listener.events());
    }
  }

  @Test
  @DisplayName("T8 T4 K3 H10: a cancel in a pause of setLength ends the shutdown")
  void aCancelInAPauseOfSetLengthEndsTheShutdown() throws Exception {
    Duration hour = Duration.ofHours(1);
    try (Rig rig = new Rig(o -> o.withRetryPolicy(RetryPolicy.exponential(hour, hour)))) {
      rig.writer.passNext().failNext(new IOException("busy"));
      rig.handle.flush(rig.mine, 0);
      Caller<?> shutdown = Caller.call(() -> rig.handle.shutdown(ShutdownRequest.setLength(5)));
      Caller.awaitWaitingIn(rig.thread(), CancellationToken.class);
      rig.token.cancel();
      Cancelled error = shutdown.thrown(Cancelled.class);
      assertTrue(error.getMessage().contains("attempt 2 of setLength to 5"), error.getMessage());
      Remains<ByteBuffer, RecordingWriter> remains = rig.handle.reclaim();
      assertEquals(List.of(rig.mine), remains.clean());
      assertSame(rig.writer, remains.writer().orElseThrow());
      rig.assertConserved(remains, rig.spare);
    }
  }

  @Test
  @DisplayName("C1: a cancel while setLength is under way and ends well: too late, all is done")
  void aCancelDuringSetLengthIsTooLate() throws Throwable {
    try (Rig rig = new Rig()) {
      Hold setLength = rig.writer.holdNext();
      Caller<?> shutdown = Caller.call(() -> rig.handle.shutdown(ShutdownRequest.setLength(5)));
      setLength.awaitHeld();
      rig.token.cancel();
      setLength.release();
      assertSame(rig.writer, shutdown.result());
      assertEquals(5, rig.writer.file().length);
    }
  }

  @Test
  @DisplayName(
      "T10 T11 H10: setLength fails for good: it is Fatal or Died, and every buffer is clean")
  void shutdownThrowsWhenSetLengthFailsForGood() throws Exception {
    try (Rig rig = new Rig()) {
      rig.writer.passNext().failNext(new ClosedChannelException());
      rig.handle.flush(rig.mine, 0);
      Fatal error =
          assertThrows(Fatal.class, () -> rig.handle.shutdown(ShutdownRequest.setLength(5)));
      assertTrue(error.getMessage().contains("setLength to 5"), error.getMessage());
      assertAllClean(rig, rig.spare);
    }
    try (Rig rig = new Rig()) {
      rig.writer.throwNext(new ArithmeticException());
      Died error =
          assertThrows(Died.class, () -> rig.handle.shutdown(ShutdownRequest.setLength(5)));
      assertEquals(ArithmeticException.class, error.getCause().getClass());
      assertTrue(error.getMessage().startsWith("flush task died of"), error.getMessage());
      assertAllClean(rig, rig.mine);
    }
  }

  private static void assertAllClean(Rig rig, ByteBuffer callers) {
    Remains<ByteBuffer, RecordingWriter> remains = rig.handle.reclaim();
    assertEquals(List.of(), remains.unflushed());
    rig.assertConserved(remains, callers);
  }

  @Test
  @DisplayName(
      "H12 H19 E1 E2: after a shutdown each call throws, to no effect; close and detach have none")
  void useAfterAShutdownIsRefusedAndHasNoEffect() throws Exception {
    try (Rig rig = new Rig()) {
      rig.handle.flush(rig.mine, 0);
      rig.handle.shutdown(ShutdownRequest.keepLength());
      List<String> events = rig.listener.events();
      for (int i = 0; i < 2; i++) {
        assertUseRefused(() -> rig.handle.flush(rig.spare, 8));
        assertUseRefused(() -> rig.handle.shutdown(ShutdownRequest.setLength(0)));
        rig.handle.close(); // H19
        rig.handle.detach();
      }
      assertEquals(events, rig.listener.events());
      assertEquals(1, rig.writer.attempts().size());
      Remains<ByteBuffer, RecordingWriter> remains = rig.handle.reclaim();
      assertEquals(Optional.empty(), remains.writer()); // shutdown handed it out
      rig.assertConserved(remains, rig.spare);
      assertUseRefused(() -> rig.handle.flush(rig.spare, 8));
    }
  }

  private static void assertUseRefused(org.junit.jupiter.api.function.Executable call) {
    RefusedException.Ended refused = assertThrows(RefusedException.Ended.class, call);
    assertEquals(Optional.empty(), refused.firstError());
  }

  @Test
  @DisplayName("T16 L3: the guard is released before shutdown returns, after an error too")
  void theGuardIsReleasedBeforeShutdownReturns() throws Exception {
    try (Rig rig = new Rig()) {
      rig.handle.shutdown(ShutdownRequest.keepLength());
      rig.gate.close(); // this would wait for the guard
    }
    try (Rig rig = new Rig()) {
      rig.token.cancel();
      assertThrows(Cancelled.class, () -> rig.handle.shutdown(ShutdownRequest.keepLength()));
      rig.gate.close();
    }
  }
}
