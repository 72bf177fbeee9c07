// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io;

import static dev.sluice.io.TranscriptWriter.unsettled;
import static dev.sluice.io.TranscriptWriter.write;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.RefusedException;
import dev.sluice.kernel.Remains;
import dev.sluice.kernel.RetryPolicy;
import dev.sluice.sync.Gate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Which bytes are accepted, which of these can be read, and who has the buffers. */
class BufferedFlushWriterTest {

  private final TranscriptWriter file = new TranscriptWriter();

  /** Seen red by the kernel's own default, which waits as long as a disk is full. */
  @Test
  @DisplayName("the default policy of open ends, within a minute of pauses")
  void theDefaultPolicyEndsWithinAMinuteOfPauses() {
    RetryPolicy policy = BufferedFlushWriter.ends().retryPolicy();
    IOException full = new IOException("No space left on device");
    Duration pauses = Duration.ZERO;
    int attempt = 1;
    for (; policy.pauseAfter(full, attempt).isPresent() && attempt < 100; attempt++) {
      pauses = pauses.plus(policy.pauseAfter(full, attempt).orElseThrow());
    }
    assertTrue(attempt < 100, "it does not end");
    assertTrue(attempt > 1, "it does not retry at all");
    assertTrue(pauses.compareTo(Duration.ofMinutes(1)) <= 0, pauses.toString());
  }

  @Test
  void everyByteNotKnownToBeWrittenIsReadable() throws IOException {
    BufferedFlushWriter<TranscriptWriter> writer = file.spawn(0, 1, 4);
    write(writer, "ab");
    assertEquals("0:ab", unsettled(writer));
    write(writer, "cdefghij");
    assertEquals(8, writer.submittedOffset());
    assertEquals(8, writer.bytesSubmitted());
    assertEquals(4, writer.settledOffset());
    assertEquals("4:efgh 8:ij", unsettled(writer));
    assertEquals("0:abcd", file.log.get(0), "settled, so written");
    writer.shutdown(ShutdownMode.padThenSetLength());
    assertEquals("", unsettled(writer));
  }

  @Test
  void atABoundaryNoEmptyRegionIsUnsettled() throws IOException {
    BufferedFlushWriter<TranscriptWriter> writer = file.spawn(6, 2, 8);
    assertEquals(List.of(), writer.unsettled());
    assertEquals(6, writer.settledOffset(), "nothing is before the start offset");
    write(writer, "abcdefgh");
    assertEquals(1, writer.unsettled().size(), "submitted, and nothing to fill the next one yet");
    assertEquals("6:abcdefgh", unsettled(writer));
    writer.shutdown(ShutdownMode.dropTail());
    assertEquals(14, writer.settledOffset());
  }

  @Test
  void bufferThatTheWriterRefusesIsKept() throws IOException {
    file.refuseAt = 4;
    BufferedFlushWriter<TranscriptWriter> writer = file.spawn(0, 1, 4);
    write(writer, "abcdef");
    ByteBuffer more = US_ASCII.encode("ghijk");
    assertThrows(IllegalArgumentException.class, () -> writer.write(more));
    assertThrows(IllegalArgumentException.class, () -> writer.write(more));
    assertEquals(2, more.position(), "the buffer is full, and nothing more was accepted");
    assertEquals("0:abcd 4:efgh", unsettled(writer));
    assertEquals(4, writer.submittedOffset());
    file.refuseAt = -1;
    assertEquals(3, writer.write(more));
    assertEquals(11, writer.shutdown(ShutdownMode.padThenSetLength()).end());
    assertEquals(List.of("0:abcd", "4:efgh", "8:ijk", "length 11"), file.log);
  }

  @Test
  void afterAnErrorEveryByteAcceptedIsReadableAndHandedOut() throws IOException {
    file.failAt = 4;
    BufferedFlushWriter<TranscriptWriter> writer = file.spawn(0, 1, 4);
    write(writer, "abcdefgh");
    ByteBuffer more = US_ASCII.encode("ijklmn");
    FlushTaskException error =
        assertThrows(FlushTaskException.Cancelled.class, () -> writer.write(more));
    assertTrue(error.isCancel());
    assertEquals(4, more.position(), "what was accepted is behind the position");
    assertEquals("4:efgh 8:ijkl", unsettled(writer));
    assertEquals(4, writer.settledOffset());
    assertFalse(writer.isOpen());
    for (Executable call :
        List.<Executable>of(
            () -> writer.write(more),
            () -> writer.exchange(more),
            () -> writer.shutdown(ShutdownMode.dropTail()))) {
      assertSame(
          error, assertThrows(RefusedException.Ended.class, call).firstError().orElseThrow());
    }
    assertThrows(FlushTaskException.Cancelled.class, writer::close);
    writer.close(); // the error has been reported
    Remains<ByteBuffer, TranscriptWriter> remains = writer.reclaim();
    assertEquals(List.of(4L, 8L), remains.unflushed().stream().map(u -> u.offset()).toList());
    assertSame(file, remains.writer().orElseThrow());
    assertEquals("", unsettled(writer));
    assertEquals(4, writer.settledOffset(), "what was not written is not settled by a reclaim");
  }

  @Test
  void reclaimHandsOutBothBuffersOnce() throws IOException {
    BufferedFlushWriter<TranscriptWriter> writer = file.spawn(0, 1, 4);
    assertThrows(RefusedException.NotEnded.class, writer::reclaim);
    write(writer, "abcde");
    writer.shutdown(ShutdownMode.dropTail());
    assertEquals(2, writer.reclaim().clean().size());
    assertEquals(0, writer.reclaim().clean().size());
  }

  @Test
  void badInputIsRefusedBeforeAnythingStarts() throws IOException {
    assertThrows(IllegalArgumentException.class, () -> file.spawn(2, 4, 4));
    assertThrows(IllegalArgumentException.class, () -> file.spawn(-4, 4, 4));
    assertThrows(IllegalArgumentException.class, () -> file.spawn(0, 0, 4));
    assertThrows(IllegalArgumentException.class, () -> file.spawn(0, 4, 6));
    assertThrows(IllegalArgumentException.class, () -> file.spawn(0, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> ShutdownMode.zeroPad(0));
    ByteBuffer one = ByteBuffer.allocate(4);
    ByteBuffer readOnly = ByteBuffer.allocate(4).asReadOnlyBuffer();
    Gate gate = new Gate();
    for (List<ByteBuffer> buffers :
        List.of(
            List.of(one, one),
            List.of(readOnly, one),
            List.of(one, readOnly),
            List.of(one, ByteBuffer.allocate(8)),
            List.of(ByteBuffer.allocate(8), one))) {
      assertThrows(
          IllegalArgumentException.class, () -> file.spawn(0, 1, buffers.iterator()::next, gate));
    }
    file.spawn(0, 1, List.of(one, ByteBuffer.allocate(4)).iterator()::next, gate).close();
    gate.close(); // this would wait for a leaked guard
  }
}
