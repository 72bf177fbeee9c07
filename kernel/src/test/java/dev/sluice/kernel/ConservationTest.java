// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.kernel.FlushControl.FlushInProgress;
import dev.sluice.kernel.Remains.Unflushed;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** B1 B3: after each kind of end, with each number of flushes before it, nothing is lost. */
@Bounded
class ConservationTest {

  /** How the run ends, after some flushes that the task wrote as far as the test wants. */
  enum End {
    SHUTDOWN,
    SHUTDOWN_WITH_LENGTH,
    CLOSE,
    DETACH,
    CANCEL_THEN_SHUTDOWN,
    CANCEL_THEN_CLOSE,
    CANCEL_THEN_DETACH,
    CANCEL_THEN_FLUSH,
    FATAL_THEN_SHUTDOWN,
    FATAL_THEN_FLUSH,
    FATAL_THEN_CLOSE,
    FATAL_THEN_DETACH,
    DIED_THEN_SHUTDOWN,
    DIED_THEN_FLUSH,
    FATAL_LENGTH,
    DIED_LENGTH
  }

  static Stream<Arguments> ends() {
    return Stream.of(End.values())
        .flatMap(end -> Stream.of(0, 1, 2, 3, 10).map(flushes -> Arguments.of(end, flushes)));
  }

  private final List<Unflushed<ByteBuffer>> submitted = new ArrayList<>();

  @ParameterizedTest
  @MethodSource("ends")
  @DisplayName("B1 B3 B4: every buffer is in one place, every submission is flushed or unflushed")
  void noBufferIsLostAfterAnyEnd(End end, int flushes) throws Exception {
    try (Rig rig = new Rig()) {
      List<ByteBuffer> callers = new ArrayList<>(List.of(rig.mine));
      for (int i = 0; i < flushes; i++) {
        FlushInProgress flush = rig.control.holdNext().release();
        submit(rig, callers);
        flush.awaitDone(); // so that the test knows which were written before the end begins
      }
      end(rig, end, callers);
      Remains<ByteBuffer, RecordingWriter> remains = rig.handle.reclaim();
      rig.assertConserved(remains, callers.toArray(ByteBuffer[]::new));
      assertVerdicts(rig, remains);
      boolean well = remains.error().isEmpty();
      boolean shut = end == End.SHUTDOWN || end == End.SHUTDOWN_WITH_LENGTH;
      assertEquals(well, shut || end == End.CLOSE || end == End.DETACH);
      assertEquals(!shut, remains.writer().isPresent());
    }
  }

  private void submit(Rig rig, List<ByteBuffer> callers) throws FlushTaskException {
    ByteBuffer dirty = callers.remove(0);
    long offset = 8L * submitted.size();
    submitted.add(new Unflushed<>(dirty, offset));
    callers.add(rig.handle.flush(dirty, offset));
  }

  private void end(Rig rig, End end, List<ByteBuffer> callers) throws Exception {
    ShutdownRequest keep = ShutdownRequest.keepLength();
    ShutdownRequest length = ShutdownRequest.setLength(3);
    switch (end) {
      case SHUTDOWN -> assertSame(rig.writer, rig.handle.shutdown(keep));
      case SHUTDOWN_WITH_LENGTH -> assertSame(rig.writer, rig.handle.shutdown(length));
      case CLOSE, DETACH -> {
        submit(rig, callers);
        closeOrDetach(rig, end);
      }
      case CANCEL_THEN_SHUTDOWN -> {
        rig.token.cancel();
        submit(rig, callers);
        assertEnds(rig, keep);
      }
      case CANCEL_THEN_CLOSE, CANCEL_THEN_DETACH -> {
        rig.token.cancel();
        submit(rig, callers);
        closeOrDetach(rig, end);
      }
      case CANCEL_THEN_FLUSH -> {
        rig.token.cancel();
        submitToTheEnd(rig, callers);
      }
      case FATAL_THEN_SHUTDOWN, DIED_THEN_SHUTDOWN -> {
        failNext(rig, end);
        submit(rig, callers);
        assertEnds(rig, keep);
      }
      case FATAL_THEN_FLUSH, DIED_THEN_FLUSH -> {
        failNext(rig, end);
        submitToTheEnd(rig, callers);
      }
      case FATAL_THEN_CLOSE, FATAL_THEN_DETACH -> {
        failNext(rig, end);
        submit(rig, callers);
        closeOrDetach(rig, end);
      }
      case FATAL_LENGTH, DIED_LENGTH -> {
        failNext(rig, end);
        assertEnds(rig, length);
      }
    }
  }

  private static void closeOrDetach(Rig rig, End end) throws FlushTaskException {
    if (end.name().endsWith("DETACH")) {
      rig.handle.detach();
    } else if (end == End.CLOSE) {
      rig.handle.close(); // H17
    } else {
      assertThrows(FlushTaskException.class, rig.handle::close); // H18
    }
  }

  private static void assertEnds(Rig rig, ShutdownRequest request) {
    assertThrows(FlushTaskException.class, () -> rig.handle.shutdown(request));
  }

  private static void failNext(Rig rig, End end) {
    rig.writer.throwNext(
        end.name().startsWith("FATAL") ? new ClosedChannelException() : new ArithmeticException());
  }

  /**
   * Flushes until an error. The schedule decides whether that is the second flush or a later one.
   */
  private void submitToTheEnd(Rig rig, List<ByteBuffer> callers) {
    assertThrows(
        FlushTaskException.class,
        () -> {
          for (int i = 0; i < 3; i++) {
            submit(rig, callers);
          }
        });
  }

  /**
   * Checks B3: a submission was written, as the writer saw it, or is unflushed. The order is kept.
   */
  private void assertVerdicts(Rig rig, Remains<ByteBuffer, RecordingWriter> remains) {
    List<Unflushed<ByteBuffer>> verdicts =
        new ArrayList<>(
            rig.writer.attempts().stream()
                .filter(attempt -> attempt.endedWell() && attempt.buffer() != null)
                .map(attempt -> new Unflushed<>(attempt.buffer(), attempt.position()))
                .toList());
    verdicts.addAll(remains.unflushed());
    assertEquals(submitted.size(), verdicts.size());
    for (int i = 0; i < verdicts.size(); i++) {
      assertSame(submitted.get(i).buffer(), verdicts.get(i).buffer());
      assertEquals(submitted.get(i).offset(), verdicts.get(i).offset());
    }
    assertTrue(remains.error().isPresent() || remains.unflushed().isEmpty());
  }
}
