// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.kernel.FlushTaskException.Died;
import dev.sluice.kernel.FlushTaskException.Fatal;
import dev.sluice.kernel.RecordingWriter.Hold;
import dev.sluice.kernel.Remains.Unflushed;
import dev.sluice.sync.Slot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors of the writer: which call learns of them, and where the buffers are then. */
@Bounded
class FlushErrorTest {

  private static final IOException FATAL = new ClosedChannelException();

  @Test
  @DisplayName("H5 T10 T16 S7: flush after the task has exited is refused; both are unflushed")
  void flushAfterTheTaskExitedThrowsItsError() throws Exception {
    try (Rig rig = new Rig()) {
      rig.writer.failNext(FATAL);
      assertSame(rig.spare, rig.handle.flush(rig.mine, 0));
      rig.awaitExit();
      Fatal error = assertThrows(Fatal.class, () -> rig.handle.flush(rig.spare, 8));
      assertSame(FATAL, error.getCause());
      assertUnflushedInOrder(rig);
    }
  }

  @Test
  @DisplayName("H6 T10 T16 S6: the task exits while flush waits; both are unflushed, in order")
  void flushThatWaitsThrowsTheErrorTheTaskExitsWith() throws Exception {
    try (Rig rig = new Rig()) {
      Hold first = rig.writer.holdNext();
      rig.handle.flush(rig.mine, 0);
      first.awaitHeld();
      Caller<ByteBuffer> second = Caller.call(() -> rig.handle.flush(rig.spare, 8));
      second.awaitWaitingIn(Slot.class);
      first.releaseThrowing(FATAL);
      Fatal error = second.thrown(Fatal.class);
      assertSame(FATAL, error.getCause());
      assertTrue(error.getMessage().contains("attempt 1 of flush of"), error.getMessage());
      assertTrue(error.getMessage().contains("at offset 0"), error.getMessage());
      assertUnflushedInOrder(rig);
    }
  }

  private static void assertUnflushedInOrder(Rig rig) {
    Remains<ByteBuffer, RecordingWriter> remains = rig.handle.reclaim();
    assertEquals(
        List.of(new Unflushed<>(rig.mine, 0), new Unflushed<>(rig.spare, 8)), remains.unflushed());
    assertSame(rig.mine, remains.unflushed().get(0).buffer());
    rig.assertConserved(remains);
    assertSame(rig.writer, remains.writer().orElseThrow());
    assertSame(FATAL, remains.error().orElseThrow().getCause());
  }

  @Test
  @DisplayName("H9 T10: shutdown after the task has exited throws its error")
  void shutdownAfterTheTaskExitedThrowsItsError() throws Exception {
    try (Rig rig = new Rig()) {
      rig.writer.failNext(FATAL);
      rig.handle.flush(rig.mine, 0);
      rig.awaitExit();
      assertThrows(Fatal.class, () -> rig.handle.shutdown(ShutdownRequest.setLength(3)));
      assertEquals(1, rig.writer.attempts().size());
      Remains<ByteBuffer, RecordingWriter> remains = rig.handle.reclaim();
      assertEquals(List.of(new Unflushed<>(rig.mine, 0)), remains.unflushed());
      rig.assertConserved(remains, rig.spare);
    }
  }

  @Test
  @DisplayName("H10 T10: the task exits with an error while shutdown waits for it")
  void shutdownThatWaitsThrowsTheErrorTheTaskExitsWith() throws Exception {
    try (Rig rig = new Rig()) {
      Hold first = rig.writer.holdNext();
      rig.handle.flush(rig.mine, 0);
      Caller<?> shutdown = Caller.call(() -> rig.handle.shutdown(ShutdownRequest.keepLength()));
      shutdown.awaitWaitingIn(Slot.class);
      first.releaseThrowing(FATAL);
      shutdown.thrown(Fatal.class);
      Remains<ByteBuffer, RecordingWriter> remains = rig.handle.reclaim();
      assertEquals(List.of(new Unflushed<>(rig.mine, 0)), remains.unflushed());
      assertSame(rig.writer, remains.writer().orElseThrow());
      rig.assertConserved(remains, rig.spare);
    }
  }

  @Test
  @DisplayName(
      "H11 H19 E1 E2: after an error each call throws with that error as cause, to no effect")
  void useAfterAnErrorIsRefusedAndHasNoEffect() throws Exception {
    try (Rig rig = new Rig()) {
      rig.writer.failNext(FATAL);
      rig.handle.flush(rig.mine, 0);
      rig.awaitExit();
      assertThrows(Fatal.class, () -> rig.handle.flush(rig.spare, 8));
      List<String> events = rig.listener.events();
      for (int i = 0; i < 2; i++) {
        assertUseRefused(() -> rig.handle.flush(Rig.buffer(3), 16));
        assertUseRefused(() -> rig.handle.shutdown(ShutdownRequest.setLength(16)));
        rig.handle.close(); // H19
        rig.handle.detach();
      }
      assertEquals(events, rig.listener.events());
      assertEquals(1, rig.writer.attempts().size());
      assertUnflushedInOrder(rig);
      assertUseRefused(() -> rig.handle.flush(rig.mine, 0));
    }
  }

  private static void assertUseRefused(org.junit.jupiter.api.function.Executable call) {
    RefusedException.Ended refused = assertThrows(RefusedException.Ended.class, call);
    Fatal first = (Fatal) refused.firstError().orElseThrow();
    assertSame(FATAL, first.getCause());
    assertFalse(refused.isCancel());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10})
  @DisplayName(
      "T6 T7 T9 B2: a flush that fails is retried with the same buffer, offset and contents")
  void aFlushThatFailsIsRetriedInPlace(int failures) throws Exception {
    try (Rig rig = new Rig()) {
      for (int i = 1; i <= failures; i++) {
        rig.writer.failNext(new IOException("No space left on device"));
      }
      rig.handle.flush(rig.mine, 4);
      rig.handle.shutdown(ShutdownRequest.keepLength());
      assertEquals(failures + 1, rig.writer.attempts().size());
      for (RecordingWriter.Attempt attempt : rig.writer.attempts()) {
        assertSame(rig.mine, attempt.buffer());
        assertEquals(4, attempt.position());
        assertEquals(ByteBuffer.wrap(attempt.contents()), Rig.buffer(0x11));
      }
      List<String> events = rig.listener.events();
      assertEquals("attempt FLUSH 4 1", events.get(0));
      for (int i = 1; i <= failures; i++) {
        assertEquals("pause FLUSH 4 " + i + " No space left on device", events.get(2 * i - 1));
        assertEquals("attempt FLUSH 4 " + (i + 1), events.get(2 * i));
      }
      assertEquals(
          List.of("flushed FLUSH 4 " + (failures + 1), "exit Ok"),
          events.subList(2 * failures + 1, events.size()));
      rig.assertConserved(rig.handle.reclaim(), rig.spare);
    }
  }

  @Test
  @DisplayName("T10: an error that turns fatal in a later attempt ends the task in that attempt")
  void anErrorThatTurnsFatalEndsTheTaskInThatAttempt() throws Exception {
    try (Rig rig = new Rig()) {
      rig.writer.failNext(new IOException("try again"), FATAL);
      rig.handle.flush(rig.mine, 0);
      Fatal error =
          assertThrows(Fatal.class, () -> rig.handle.shutdown(ShutdownRequest.keepLength()));
      assertTrue(error.getMessage().contains("attempt 2"), error.getMessage());
      assertFalse(error.isCancel());
      assertEquals("exit Fatal", rig.listener.events().get(3));
    }
  }

  @Test
  @DisplayName("T11: what the writer throws unchecked, an Error too, ends the task as Died")
  void whatTheWriterThrowsUncheckedEndsTheTaskAsDied() throws Exception {
    for (Throwable thrown :
        List.of(
            new IllegalStateException("unchecked"),
            new OutOfMemoryError("not really"),
            new StackOverflowError(),
            new InterruptedException("checked, from a writer in another language"))) {
      try (Rig rig = new Rig()) {
        rig.writer.throwNext(thrown);
        rig.handle.flush(rig.mine, 0);
        Died error =
            assertThrows(Died.class, () -> rig.handle.shutdown(ShutdownRequest.keepLength()));
        assertSame(thrown, error.getCause());
        assertFalse(error.isCancel());
        assertTrue(error.getMessage().contains("at offset 0"), error.getMessage());
        assertTrue(error.getMessage().contains(thrown.getClass().getName()), error.getMessage());
        assertEquals(1, rig.writer.attempts().size());
        Remains<ByteBuffer, RecordingWriter> remains = rig.handle.reclaim();
        assertEquals(List.of(new Unflushed<>(rig.mine, 0)), remains.unflushed());
        rig.assertConserved(remains, rig.spare);
      }
    }
  }

  @Test
  @DisplayName("T11: a policy that throws, or says null, ends the task as Died; the buffer is kept")
  void aPolicyThatFailsEndsTheTaskAsDied() throws Exception {
    IllegalStateException thrown = new IllegalStateException("policy");
    RetryPolicy throwing =
        (error, attempt) -> {
          throw thrown;
        };
    for (RetryPolicy policy : List.<RetryPolicy>of(throwing, (error, attempt) -> null)) {
      try (Rig rig = new Rig(options -> options.withRetryPolicy(policy))) {
        rig.writer.failNext(new IOException("any"));
        rig.handle.flush(rig.mine, 0);
        Died error =
            assertThrows(Died.class, () -> rig.handle.shutdown(ShutdownRequest.keepLength()));
        if (policy == throwing) {
          assertSame(thrown, error.getCause());
        }
        assertEquals(1, rig.handle.reclaim().unflushed().size());
      }
    }
  }

  @Test
  @DisplayName(
      "T10: the error has the caller's stack, and is the one kept: remains and later refusals name it")
  void theErrorHasTheCallersStackAndIsTheOneKept() throws Exception {
    try (Rig rig = new Rig()) {
      rig.writer.failNext(FATAL);
      rig.handle.flush(rig.mine, 0);
      Fatal thrown =
          assertThrows(Fatal.class, () -> rig.handle.shutdown(ShutdownRequest.keepLength()));
      FlushTaskException kept = rig.handle.reclaim().error().orElseThrow();
      assertSame(thrown, kept);
      assertTrue(isIn(thrown, FlushErrorTest.class));
      RefusedException.Ended refusal =
          assertThrows(RefusedException.Ended.class, () -> rig.handle.flush(rig.mine, 0));
      assertSame(thrown, refusal.firstError().orElseThrow());
    }
  }

  private static boolean isIn(Throwable t, Class<?> where) {
    return Arrays.stream(t.getStackTrace())
        .anyMatch(frame -> frame.getClassName().equals(where.getName()));
  }
}
