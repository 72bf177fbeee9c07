// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io;

import static dev.sluice.io.TranscriptWriter.unsettled;
import static dev.sluice.io.TranscriptWriter.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.io.BufferedFlushWriter.Finished;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.RefusedException;
import dev.sluice.kernel.Remains;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a shutdown does with the tail and the length, and what is left if the shutdown fails. */
class ShutdownModeTest {

  private final TranscriptWriter file = new TranscriptWriter();

  /** Runs the original's first test: chunks of all sizes, capacity 4, in each mode. */
  private Finished<TranscriptWriter> chunks(ShutdownMode mode) throws IOException {
    BufferedFlushWriter<TranscriptWriter> writer = file.spawn(0, 4, 4);
    write(writer, "abc", "", "d", "efg", "hijklm");
    return writer.shutdown(mode);
  }

  @Test
  void tailIsDropped() throws IOException {
    Finished<TranscriptWriter> finished = chunks(ShutdownMode.dropTail());
    assertEquals(List.of("0:abcd", "4:efgh", "8:ijkl"), file.log);
    assertEquals(12, finished.end());
    assertSame(file, finished.writer());
  }

  @Test
  void tailIsPaddedToAMultiple() throws IOException {
    assertEquals(14, chunks(ShutdownMode.zeroPad(2)).end());
    assertEquals(List.of("0:abcd", "4:efgh", "8:ijkl", "12:m0"), file.log);
  }

  @Test
  void tailIsPaddedToTheAlignmentAndCutOff() throws IOException {
    assertEquals(13, chunks(ShutdownMode.padThenSetLength()).end());
    assertEquals(List.of("0:abcd", "4:efgh", "8:ijkl", "12:m000", "length 13"), file.log);
  }

  @Test
  void alignmentIsNotTheCapacity() throws IOException {
    BufferedFlushWriter<TranscriptWriter> writer = file.spawn(6, 2, 8);
    write(writer, "abcdefgh", "ijk");
    assertEquals(17, writer.shutdown(ShutdownMode.padThenSetLength()).end());
    assertEquals(List.of("6:abcdefgh", "14:ijk0", "length 17"), file.log);
    assertEquals(18, writer.submittedOffset());
    assertEquals(12, writer.bytesSubmitted(), "the start offset is not in it");
    assertEquals(17, writer.settledOffset(), "what was cut off is not settled");
  }

  /** The original's second test, which does not set the length: an older file may be longer. */
  @Test
  void lengthIsSetWhenNothingWasPaddedToo() throws IOException {
    BufferedFlushWriter<TranscriptWriter> writer = file.spawn(0, 4, 4);
    write(writer, "abc", "defgh");
    assertEquals(8, writer.shutdown(ShutdownMode.padThenSetLength()).end());
    assertEquals(List.of("0:abcd", "4:efgh", "length 8"), file.log);
  }

  @Test
  void paddingThatDoesNotFitIsRefusedAndChangesNothing() throws IOException {
    BufferedFlushWriter<TranscriptWriter> writer = file.spawn(0, 1, 4);
    write(writer, "a");
    assertThrows(IllegalArgumentException.class, () -> writer.shutdown(ShutdownMode.zeroPad(5)));
    write(writer, "b");
    assertEquals(4, writer.shutdown(ShutdownMode.zeroPad(4)).end());
    assertEquals(List.of("0:ab00"), file.log);
  }

  @Test
  void afterAShutdownThatFailedPaddingIsUnsettledOnlyIfItWasToStay() throws IOException {
    assertEquals("4:ef", unsettledAfterAFailed(ShutdownMode.padThenSetLength(), 4));
    assertEquals("4:ef00", unsettledAfterAFailed(ShutdownMode.zeroPad(4), 4));
    assertEquals("0:abcd 4:ef", unsettledAfterAFailed(ShutdownMode.padThenSetLength(), 0));
  }

  private String unsettledAfterAFailed(ShutdownMode mode, long failAt) throws IOException {
    TranscriptWriter failing = new TranscriptWriter();
    failing.failAt = failAt;
    BufferedFlushWriter<TranscriptWriter> writer = failing.spawn(0, 4, 4);
    write(writer, "abcdef");
    assertThrows(FlushTaskException.Cancelled.class, () -> writer.shutdown(mode));
    assertFalse(writer.isOpen());
    RefusedException.Ended refused =
        assertThrows(RefusedException.Ended.class, () -> write(writer, "g"));
    assertTrue(refused.isCancel());
    String unsettled = unsettled(writer);
    assertThrows(FlushTaskException.Cancelled.class, writer::close);
    writer.close(); // the error has been reported
    Remains<ByteBuffer, TranscriptWriter> remains = writer.reclaim();
    assertEquals(2, remains.clean().size() + remains.unflushed().size(), "no buffer is lost");
    assertEquals(failAt, writer.settledOffset());
    return unsettled;
  }

  @Test
  void shutdownWhoseTailTheWriterRefusesChangesNothing() throws IOException {
    file.refuseAt = 4;
    BufferedFlushWriter<TranscriptWriter> writer = file.spawn(0, 4, 4);
    write(writer, "abcdef");
    assertThrows(IllegalArgumentException.class, writer::close);
    assertThrows(IllegalArgumentException.class, () -> writer.shutdown(ShutdownMode.zeroPad(4)));
    assertTrue(writer.isOpen());
    assertEquals("0:abcd 4:ef", unsettled(writer), "the padding is gone");
    assertEquals(4, writer.shutdown(ShutdownMode.dropTail()).end());
    assertEquals(List.of("0:abcd"), file.log);
    assertEquals(2, writer.reclaim().clean().size());
  }
}
