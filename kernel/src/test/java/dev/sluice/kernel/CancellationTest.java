// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.kernel.FlushControl.FlushNotStarted;
import dev.sluice.kernel.FlushTaskException.Cancelled;
import dev.sluice.kernel.RecordingWriter.Hold;
import dev.sluice.kernel.Remains.Unflushed;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import dev.sluice.sync.Slot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The token, cancelled at each moment of a task's life. */
@Bounded
class CancellationTest {

  private static final IOException BUSY = new IOException("busy");

  private static Remains<ByteBuffer, RecordingWriter> cancelledAtShutdown(
      Rig rig, ShutdownRequest request, String where, IOException last) {
    Cancelled error = assertThrows(Cancelled.class, () -> rig.handle.shutdown(request));
    assertTrue(error.isCancel());
    assertSame(last, error.getCause(), "the last I/O error of what was being retried");
    assertTrue(error.getMessage().contains(where), error.getMessage());
    Remains<ByteBuffer, RecordingWriter> remains = rig.handle.reclaim();
    assertTrue(remains.error().orElseThrow().isCancel());
    assertSame(rig.writer, remains.writer().orElseThrow());
    rig.assertConserved(remains, rig.spare);
    return remains;
  }

  @Test
  @DisplayName("T4 C1: after a cancel before the first attempt nothing is written")
  void cancelledBeforeTheFirstAttemptNothingIsWritten() throws Exception {
    try (Rig rig = new Rig()) {
      rig.token.cancel();
      assertSame(rig.spare, rig.handle.flush(rig.mine, 0));
      Remains<ByteBuffer, RecordingWriter> remains =
          cancelledAtShutdown(
              rig, ShutdownRequest.setLength(8), "before attempt 1 of flush of", null);
      assertEquals(List.of(new Unflushed<>(rig.mine, 0)), remains.unflushed());
      assertEquals(List.of(), rig.writer.attempts());
      assertEquals(List.of("exit Cancelled"), rig.listener.events());
    }
  }

  @Test
  @DisplayName("T2 T4: shutdown without a length looks at the token too, before any flush")
  void shutdownWithoutALengthLooksAtTheTokenToo() {
    try (Rig rig = new Rig()) {
      rig.token.cancel();
      Cancelled error =
          assertThrows(Cancelled.class, () -> rig.handle.shutdown(ShutdownRequest.keepLength()));
      assertTrue(error.getMessage().contains("of shutdown"), error.getMessage());
      rig.assertConserved(rig.handle.reclaim(), rig.mine);
      assertEquals(List.of("exit Cancelled"), rig.listener.events());
    }
  }

  @Test
  @DisplayName("C1: a cancel after the look at the token and before the write allows one attempt")
  void aCancelAfterTheLookAtTheTokenAllowsOneAttempt() throws Exception {
    try (Rig rig = new Rig()) {
      FlushNotStarted first = rig.control.holdNext();
      rig.handle.flush(rig.mine, 0);
      first.awaitHeld();
      rig.token.cancel();
      first.release().awaitDone();
      Remains<ByteBuffer, RecordingWriter> remains =
          cancelledAtShutdown(
              rig, ShutdownRequest.setLength(8), "before attempt 1 of setLength", null);
      assertEquals(List.of(rig.mine), remains.clean());
      assertEquals(1, rig.writer.attempts().size());
    }
  }

  @Test
  @DisplayName(
      "T4 C1 C3: an attempt under way at a cancel counts if it ends well; the next does not start")
  void anAttemptUnderWayAtACancelIsTheLast() throws Throwable {
    try (Rig rig = new Rig()) {
      Hold first = rig.writer.holdNext();
      rig.handle.flush(rig.mine, 0);
      first.awaitHeld();
      rig.token.cancel();
      Caller<ByteBuffer> second = Caller.call(() -> rig.handle.flush(rig.spare, 8));
      second.awaitWaitingIn(Slot.class);
      first.release();
      assertSame(rig.mine, second.result());
      assertThrows(Cancelled.class, () -> rig.handle.shutdown(ShutdownRequest.keepLength()));
      Remains<ByteBuffer, RecordingWriter> remains = rig.handle.reclaim();
      assertEquals(List.of(new Unflushed<>(rig.spare, 8)), remains.unflushed());
      rig.assertConserved(remains, rig.mine);
      assertEquals(1, rig.writer.attempts().size());
      assertTrue(rig.writer.attempts().get(0).endedWell());
    }
  }

  @Test
  @DisplayName(
      "T8 T4 C1: a cancel in an attempt that fails prevents the retry, though the pause is none")
  void aCancelDuringAnAttemptThatFailsPreventsTheRetry() throws Exception {
    try (Rig rig = new Rig()) {
      Hold first = rig.writer.holdNext();
      rig.handle.flush(rig.mine, 0);
      first.awaitHeld();
      rig.token.cancel();
      first.releaseThrowing(BUSY);
      Remains<ByteBuffer, RecordingWriter> remains =
          cancelledAtShutdown(
              rig, ShutdownRequest.keepLength(), "before attempt 2 of flush of", BUSY);
      assertEquals(List.of(new Unflushed<>(rig.mine, 0)), remains.unflushed());
      assertEquals(1, rig.writer.attempts().size());
      assertEquals(
          List.of("attempt FLUSH 0 1", "pause FLUSH 0 1 busy", "exit Cancelled"),
          rig.listener.events());
    }
  }

  @Test
  @DisplayName("T8 T4 K3 C2: a cancel ends a pause of an hour at once, and no attempt follows")
  void aCancelEndsAPauseAtOnceAndNoAttemptFollows() throws Exception {
    Duration hour = Duration.ofHours(1);
    try (Rig rig = new Rig(o -> o.withRetryPolicy(RetryPolicy.exponential(hour, hour)))) {
      rig.writer.failNext(BUSY);
      rig.handle.flush(rig.mine, 0);
      Caller.awaitWaitingIn(rig.thread(), CancellationToken.class);
      rig.token.cancel();
      Remains<ByteBuffer, RecordingWriter> remains =
          cancelledAtShutdown(
              rig, ShutdownRequest.keepLength(), "before attempt 2 of flush of", BUSY);
      assertEquals(List.of(new Unflushed<>(rig.mine, 0)), remains.unflushed());
      assertEquals(1, rig.writer.attempts().size());
    }
  }

  @Test
  @DisplayName(
      "H6 T8: a cancel in a pause ends the flush that waits, and both buffers are unflushed")
  void aCancelInAPauseEndsTheFlushThatWaits() {
    Duration hour = Duration.ofHours(1);
    try (Rig rig = new Rig(o -> o.withRetryPolicy(RetryPolicy.exponential(hour, hour)))) {
      rig.writer.failNext(BUSY);
      Caller<ByteBuffer> second =
          Caller.call(() -> rig.handle.flush(rig.handle.flush(rig.mine, 0), 8));
      second.awaitWaitingIn(Slot.class);
      Caller.awaitWaitingIn(rig.thread(), CancellationToken.class);
      rig.token.cancel();
      second.thrown(Cancelled.class);
      Remains<ByteBuffer, RecordingWriter> remains = rig.handle.reclaim();
      assertEquals(
          List.of(new Unflushed<>(rig.mine, 0), new Unflushed<>(rig.spare, 8)),
          remains.unflushed());
      rig.assertConserved(remains);
    }
  }

  @Test
  @DisplayName("T2 T4: a shutdown after a cancel throws Cancelled, though all is written")
  void shutdownAfterACancelThrowsThoughAllIsWritten() throws Exception {
    for (ShutdownRequest request :
        List.of(ShutdownRequest.keepLength(), ShutdownRequest.setLength(3))) {
      try (Rig rig = new Rig()) {
        FlushNotStarted first = rig.control.holdNext();
        rig.handle.flush(rig.mine, 0);
        first.awaitHeld().release().awaitDone();
        rig.token.cancel();
        Remains<ByteBuffer, RecordingWriter> remains =
            cancelledAtShutdown(rig, request, "before attempt 1 of s", null);
        assertEquals(List.of(rig.mine), remains.clean());
        assertEquals(List.of(), remains.unflushed());
        assertEquals(Rig.SIZE, rig.writer.file().length);
      }
    }
  }

  @Test
  @DisplayName("K1 H12: a cancel after the end has no effect")
  void aCancelAfterTheEndHasNoEffect() throws Exception {
    try (Rig rig = new Rig()) {
      rig.handle.flush(rig.mine, 0);
      assertSame(rig.writer, rig.handle.shutdown(ShutdownRequest.keepLength()));
      rig.token.cancel();
      RefusedException.Ended refused =
          assertThrows(RefusedException.Ended.class, () -> rig.handle.flush(rig.spare, 8));
      assertEquals(Optional.empty(), refused.firstError());
      Remains<ByteBuffer, RecordingWriter> remains = rig.handle.reclaim();
      assertEquals(Optional.empty(), remains.error());
      rig.assertConserved(remains, rig.spare);
      assertEquals("exit Ok", rig.listener.events().get(2));
    }
  }

  @Test
  @DisplayName("K1: one token stops any number of tasks")
  void oneTokenStopsAllItsTasks() throws Exception {
    CancellationToken token = new CancellationToken();
    Gate gate = new Gate();
    RecordingListener listener = new RecordingListener();
    FlushOptions options = FlushOptions.defaults().withListener(listener);
    for (int i = 0; i < 3; i++) {
      RecordingWriter writer = new RecordingWriter();
      FlushHandle<ByteBuffer, RecordingWriter> handle =
          FlushHandle.spawn(writer, Rig.buffer(1), gate, token, options);
      writer.failNext(BUSY); // then a pause of two seconds, cut short
      handle.flush(Rig.buffer(2), 0);
      handle.detach();
    }
    token.cancel();
    gate.close();
    assertEquals(3, listener.events().stream().filter("exit Cancelled"::equals).count());
  }
}
