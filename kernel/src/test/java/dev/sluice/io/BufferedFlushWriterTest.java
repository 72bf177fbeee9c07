// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.io.BufferedFlushWriter.Finished;
import dev.sluice.io.BufferedFlushWriter.Region;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.OwnedWriter;
import dev.sluice.kernel.RefusedException;
import dev.sluice.kernel.Remains;
import dev.sluice.kernel.RetryPolicy;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class BufferedFlushWriterTest {

  /** Seen red by the kernel's own default, which waits for as long as a disk is full. */
  @Test
  @DisplayName("the default policy of open ends, within a minute of pauses")
  void defaultPolicyEnds() {
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

  /** Records what it is asked to do; refuses one write, or cancels a token instead of one. */
  private static final class Recorder implements OwnedWriter<ByteBuffer> {
    final List<String> log = new CopyOnWriteArrayList<>();
    final CancellationToken token = new CancellationToken();
    long failAt = -1;
    long refuseAt = -1;

    @Override
    public void check(ByteBuffer buffer, long offset) {
      if (offset == refuseAt) {
        throw new IllegalArgumentException("no buffer can be written at " + offset);
      }
    }

    @Override
    public void writeAllAt(ByteBuffer buffer, long offset) throws IOException {
      if (offset == failAt) {
        token.cancel();
        throw new IOException("no space left");
      }
      log.add(offset + ":" + text(buffer));
    }

    @Override
    public void setLength(long length) {
      log.add("length " + length);
    }
  }

  private Recorder recorder = new Recorder();

  private BufferedFlushWriter<Recorder> spawn(long start, int alignment, int capacity) {
    Supplier<ByteBuffer> buffers = () -> ByteBuffer.allocate(capacity);
    FlushOptions options = FlushOptions.defaults();
    return BufferedFlushWriter.spawn(
        recorder, start, alignment, buffers, new Gate(), recorder.token, options);
  }

  private static String text(ByteBuffer bytes) {
    return US_ASCII.decode(bytes.duplicate()).toString().replace('\0', '0');
  }

  private static void write(BufferedFlushWriter<?> writer, String... chunks) throws IOException {
    for (String chunk : chunks) {
      assertEquals(chunk.length(), writer.write(US_ASCII.encode(chunk)));
    }
  }

  private static String unsettled(BufferedFlushWriter<?> writer) {
    StringBuilder text = new StringBuilder();
    for (Region region : writer.unsettled()) {
      text.append(region.offset()).append(':').append(text(region.bytes())).append(' ');
    }
    return text.toString().trim();
  }

  /** The original's first test: chunks of all sizes, capacity 4, in each mode. */
  private Finished<Recorder> chunks(ShutdownMode mode) throws IOException {
    BufferedFlushWriter<Recorder> writer = spawn(0, 4, 4);
    write(writer, "abc", "", "d", "efg", "hijklm");
    return writer.shutdown(mode);
  }

  @Test
  void tailIsDropped() throws IOException {
    Finished<Recorder> finished = chunks(ShutdownMode.dropTail());
    assertEquals(List.of("0:abcd", "4:efgh", "8:ijkl"), recorder.log);
    assertEquals(12, finished.end());
    assertSame(recorder, finished.writer());
  }

  @Test
  void tailIsPaddedToAMultiple() throws IOException {
    assertEquals(14, chunks(ShutdownMode.zeroPad(2)).end());
    assertEquals(List.of("0:abcd", "4:efgh", "8:ijkl", "12:m0"), recorder.log);
  }

  @Test
  void tailIsPaddedToTheAlignmentAndCutOff() throws IOException {
    assertEquals(13, chunks(ShutdownMode.padThenSetLength()).end());
    assertEquals(List.of("0:abcd", "4:efgh", "8:ijkl", "12:m000", "length 13"), recorder.log);
  }

  @Test
  void alignmentIsNotTheCapacity() throws IOException {
    BufferedFlushWriter<Recorder> writer = spawn(6, 2, 8);
    write(writer, "abcdefgh", "ijk");
    assertEquals(17, writer.shutdown(ShutdownMode.padThenSetLength()).end());
    assertEquals(List.of("6:abcdefgh", "14:ijk0", "length 17"), recorder.log);
    assertEquals(18, writer.submittedOffset());
    assertEquals(12, writer.bytesSubmitted(), "the start offset is not in it");
    assertEquals(17, writer.settledOffset(), "what was cut off is not settled");
  }

  /** The original's second test, which leaves the length alone: an older file may be longer. */
  @Test
  void lengthIsSetWhenNothingWasPaddedToo() throws IOException {
    BufferedFlushWriter<Recorder> writer = spawn(0, 4, 4);
    write(writer, "abc", "defgh");
    assertEquals(8, writer.shutdown(ShutdownMode.padThenSetLength()).end());
    assertEquals(List.of("0:abcd", "4:efgh", "length 8"), recorder.log);
  }

  @Test
  void paddingThatDoesNotFitIsRefusedAndChangesNothing() throws IOException {
    BufferedFlushWriter<Recorder> writer = spawn(0, 1, 4);
    write(writer, "a");
    assertThrows(IllegalArgumentException.class, () -> writer.shutdown(ShutdownMode.zeroPad(5)));
    write(writer, "b");
    assertEquals(4, writer.shutdown(ShutdownMode.zeroPad(4)).end());
    assertEquals(List.of("0:ab00"), recorder.log);
  }

  @Test
  void everyByteNotKnownToBeWrittenIsReadable() throws IOException {
    BufferedFlushWriter<Recorder> writer = spawn(0, 1, 4);
    write(writer, "ab");
    assertEquals("0:ab", unsettled(writer));
    write(writer, "cdefghij");
    assertEquals(8, writer.submittedOffset());
    assertEquals(8, writer.bytesSubmitted());
    assertEquals(4, writer.settledOffset());
    assertEquals("4:efgh 8:ij", unsettled(writer));
    assertEquals("0:abcd", recorder.log.get(0), "settled, so written");
    writer.shutdown(ShutdownMode.padThenSetLength());
    assertEquals("", unsettled(writer));
  }

  @Test
  void atABoundaryNoEmptyRegionIsUnsettled() throws IOException {
    BufferedFlushWriter<Recorder> writer = spawn(6, 2, 8);
    assertEquals(List.of(), writer.unsettled());
    assertEquals(6, writer.settledOffset(), "nothing is before the start offset");
    write(writer, "abcdefgh");
    assertEquals(1, writer.unsettled().size(), "submitted, and nothing to fill the next one yet");
    assertEquals("6:abcdefgh", unsettled(writer));
    writer.shutdown(ShutdownMode.dropTail());
    assertEquals(14, writer.settledOffset());
  }

  @Test
  void afterAShutdownThatFailedPaddingIsUnsettledOnlyIfItWasToStay() throws IOException {
    assertEquals("4:ef", unsettledAfterAFailed(ShutdownMode.padThenSetLength(), 4));
    assertEquals("4:ef00", unsettledAfterAFailed(ShutdownMode.zeroPad(4), 4));
    assertEquals("0:abcd 4:ef", unsettledAfterAFailed(ShutdownMode.padThenSetLength(), 0));
  }

  private String unsettledAfterAFailed(ShutdownMode mode, long failAt) throws IOException {
    recorder = new Recorder();
    recorder.failAt = failAt;
    BufferedFlushWriter<Recorder> writer = spawn(0, 4, 4);
    write(writer, "abcdef");
    assertThrows(FlushTaskException.Cancelled.class, () -> writer.shutdown(mode));
    assertFalse(writer.isOpen());
    RefusedException.Ended refused =
        assertThrows(RefusedException.Ended.class, () -> write(writer, "g"));
    assertTrue(refused.isCancel());
    String unsettled = unsettled(writer);
    assertThrows(FlushTaskException.Cancelled.class, writer::close);
    writer.close(); // it has been said
    Remains<ByteBuffer, Recorder> remains = writer.reclaim();
    assertEquals(2, remains.clean().size() + remains.unflushed().size(), "no buffer is lost");
    assertEquals(failAt, writer.settledOffset());
    return unsettled;
  }

  @Test
  void bufferThatTheWriterRefusesIsKept() throws IOException {
    recorder.refuseAt = 4;
    BufferedFlushWriter<Recorder> writer = spawn(0, 1, 4);
    write(writer, "abcdef");
    ByteBuffer more = US_ASCII.encode("ghijk");
    assertThrows(IllegalArgumentException.class, () -> writer.write(more));
    assertThrows(IllegalArgumentException.class, () -> writer.write(more));
    assertEquals(2, more.position(), "the buffer is full, and nothing more was accepted");
    assertEquals("0:abcd 4:efgh", unsettled(writer));
    assertEquals(4, writer.submittedOffset());
    recorder.refuseAt = -1;
    assertEquals(3, writer.write(more));
    assertEquals(11, writer.shutdown(ShutdownMode.padThenSetLength()).end());
    assertEquals(List.of("0:abcd", "4:efgh", "8:ijk", "length 11"), recorder.log);
  }

  @Test
  void shutdownWhoseTailTheWriterRefusesChangesNothing() throws IOException {
    recorder.refuseAt = 4;
    BufferedFlushWriter<Recorder> writer = spawn(0, 4, 4);
    write(writer, "abcdef");
    assertThrows(IllegalArgumentException.class, writer::close);
    assertThrows(IllegalArgumentException.class, () -> writer.shutdown(ShutdownMode.zeroPad(4)));
    assertTrue(writer.isOpen());
    assertEquals("0:abcd 4:ef", unsettled(writer), "the padding is gone");
    assertEquals(4, writer.shutdown(ShutdownMode.dropTail()).end());
    assertEquals(List.of("0:abcd"), recorder.log);
    assertEquals(2, writer.reclaim().clean().size());
  }

  @Test
  void afterAnErrorEveryByteAcceptedIsReadableAndHandedOut() throws IOException {
    recorder.failAt = 4;
    BufferedFlushWriter<Recorder> writer = spawn(0, 1, 4);
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
    writer.close(); // it has been said
    Remains<ByteBuffer, Recorder> remains = writer.reclaim();
    assertEquals(List.of(4L, 8L), remains.unflushed().stream().map(u -> u.offset()).toList());
    assertSame(recorder, remains.writer().orElseThrow());
    assertEquals("", unsettled(writer));
    assertEquals(4, writer.settledOffset(), "what was not written is not settled by a reclaim");
  }

  @Test
  void reclaimHandsOutBothBuffersOnce() throws IOException {
    BufferedFlushWriter<Recorder> writer = spawn(0, 1, 4);
    assertThrows(RefusedException.NotEnded.class, writer::reclaim);
    write(writer, "abcde");
    writer.shutdown(ShutdownMode.dropTail());
    assertEquals(2, writer.reclaim().clean().size());
    assertEquals(0, writer.reclaim().clean().size());
  }

  @Test
  void badInputIsRefusedBeforeAnythingStarts() throws IOException {
    assertThrows(IllegalArgumentException.class, () -> spawn(2, 4, 4));
    assertThrows(IllegalArgumentException.class, () -> spawn(-4, 4, 4));
    assertThrows(IllegalArgumentException.class, () -> spawn(0, 0, 4));
    assertThrows(IllegalArgumentException.class, () -> spawn(0, 4, 6));
    assertThrows(IllegalArgumentException.class, () -> spawn(0, 1, 0));
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
      assertThrows(IllegalArgumentException.class, () -> spawn(buffers, gate));
    }
    spawn(List.of(one, ByteBuffer.allocate(4)), gate).close();
    gate.close(); // would wait for who was left inside
  }

  private BufferedFlushWriter<Recorder> spawn(List<ByteBuffer> buffers, Gate gate) {
    return BufferedFlushWriter.spawn(
        recorder, 0, 1, buffers.iterator()::next, gate, recorder.token, FlushOptions.defaults());
  }
}
