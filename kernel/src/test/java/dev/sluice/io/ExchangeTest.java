// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.kernel.Bounded;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.OwnedWriter;
import dev.sluice.kernel.RecordingWriter;
import dev.sluice.kernel.Remains;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whole buffers are not copied: the buffer itself is submitted, and another comes back. */
@Bounded
class ExchangeTest {

  private final RecordingWriter recorder = new RecordingWriter();
  private final CancellationToken token = new CancellationToken();
  private final BufferedFlushWriter<RecordingWriter> writer =
      BufferedFlushWriter.spawn(
          recorder,
          0,
          1,
          () -> ByteBuffer.allocate(4),
          new Gate(),
          token,
          FlushOptions.defaults()
              .withRetryPolicy(
                  (error, attempt) -> {
                    token.cancel();
                    return Optional.of(Duration.ZERO);
                  }));

  private static ByteBuffer buffer(String text) {
    return ByteBuffer.allocate(4).put(text.getBytes(StandardCharsets.US_ASCII)).flip();
  }

  private String file() {
    return new String(recorder.file(), StandardCharsets.US_ASCII);
  }

  /** Seen red by an exchange that copies: the writer is called with another buffer. */
  @Test
  @DisplayName("B1 B5: a whole buffer is submitted itself, a clear one comes back for it")
  void aWholeBufferIsSubmittedItselfAndAnotherComesBack() throws IOException {
    ByteBuffer mine = buffer("abcd");
    ByteBuffer next = writer.exchange(mine);
    assertNotSame(mine, next);
    assertEquals(4, next.remaining());
    assertEquals(0, next.position());
    assertEquals(4, writer.submittedOffset());
    ByteBuffer second = buffer("efgh");
    assertSame(mine, writer.exchange(second), "the kernel's buffer is the one submitted last");
    assertEquals(4, writer.settledOffset());
    assertEquals(4, writer.unsettled().get(0).offset());
    writer.write(buffer("ij"));
    assertEquals(10, writer.shutdown(ShutdownMode.padThenSetLength()).end());
    assertEquals("abcdefghij", file());
    assertSame(mine, recorder.attempts().get(0).buffer());
    assertSame(second, recorder.attempts().get(1).buffer());
    assertEquals(2, writer.reclaim().clean().size());
  }

  /** Seen red by an exchange that does not look whether something is pending: the order is lost. */
  @Test
  @DisplayName("B4: what cannot be submitted itself is copied, behind what is pending")
  void whatCannotBeSubmittedItselfIsCopiedInOrder() throws IOException {
    writer.write(buffer("a"));
    ByteBuffer mine = buffer("bcde");
    assertSame(mine, writer.exchange(mine), "something is pending before it");
    assertEquals(4, mine.remaining(), "clear");
    writer.write(buffer("fgh"));
    ByteBuffer part = buffer("ij");
    assertSame(part, writer.exchange(part), "not full");
    writer.write(buffer("kl"));
    ByteBuffer readOnly = buffer("mnop").asReadOnlyBuffer();
    assertSame(readOnly, writer.exchange(readOnly), "could not be filled again");
    ByteBuffer large = ByteBuffer.allocate(8).put(buffer("qrst")).flip();
    assertSame(large, writer.exchange(large), "of another capacity");
    writer.shutdown(ShutdownMode.padThenSetLength());
    assertEquals("abcdefghijklmnopqrst", file());
    assertEquals(2, writer.reclaim().clean().size());
  }

  /** Seen red by a submit that forgets the caller's buffer in place of its own after an error. */
  @Test
  @DisplayName("B3: after an error the buffer is readable, and handed out as unflushed")
  void afterAnErrorAnExchangedBufferIsHandedOutUnflushed() throws IOException {
    recorder.failNext(new IOException("no space left"));
    ByteBuffer first = buffer("abcd");
    ByteBuffer second = buffer("efgh");
    ByteBuffer spare = writer.exchange(first);
    assertThrows(FlushTaskException.Cancelled.class, () -> writer.exchange(second));
    assertFalse(writer.isOpen());
    assertEquals(2, writer.unsettled().size());
    assertEquals(buffer("efgh"), writer.unsettled().get(1).bytes());
    Remains<ByteBuffer, RecordingWriter> remains = writer.reclaim();
    assertEquals(2, remains.unflushed().size());
    assertSame(first, remains.unflushed().get(0).buffer());
    assertSame(second, remains.unflushed().get(1).buffer());
    assertEquals(1, remains.clean().size(), "the one that was being filled; the caller has one");
    assertNotSame(spare, remains.clean().get(0));
  }

  /** Seen red by a submit that does not take back what it noted before the hand-over. */
  @Test
  @DisplayName("B1: an exchange of a buffer that the kernel holds is refused, and changes nothing")
  void anExchangeThatIsRefusedChangesNothing() throws IOException {
    ByteBuffer mine = buffer("abcd");
    assertNotSame(mine, writer.exchange(mine));
    assertThrows(IllegalArgumentException.class, () -> writer.exchange(mine)); // it is the kernel's
    assertEquals(4, writer.submittedOffset());
    assertEquals(1, writer.unsettled().size());
    assertTrue(writer.isOpen());
    ByteBuffer next = buffer("efgh");
    writer.exchange(next);
    writer.shutdown(ShutdownMode.dropTail());
    assertEquals("abcdefgh", file());
  }

  /**
   * Seen red by a submit that takes back only for an exception, and not for an Error: the bytes are
   * there twice.
   */
  @Test
  @DisplayName("B1: a write whose check throws an Error loses nothing, and the writer goes on")
  void aCheckThatThrowsAnErrorLosesNothing() throws IOException {
    boolean[] fails = {true};
    OwnedWriter<ByteBuffer> failing =
        new OwnedWriter<>() {
          @Override
          public void check(ByteBuffer buffer, long offset) {
            if (fails[0] && offset > 0) {
              throw new StackOverflowError("in the check");
            }
          }

          @Override
          public void writeAllAt(ByteBuffer buffer, long offset) throws IOException {
            recorder.writeAllAt(buffer, offset);
          }

          @Override
          public void setLength(long length) {}
        };
    BufferedFlushWriter<OwnedWriter<ByteBuffer>> another =
        BufferedFlushWriter.spawn(
            failing,
            0,
            1,
            () -> ByteBuffer.allocate(4),
            new Gate(),
            token,
            FlushOptions.defaults());
    another.write(buffer("abcd"));
    assertThrows(StackOverflowError.class, () -> another.write(buffer("efgh")));
    assertEquals(4, another.submittedOffset());
    assertEquals(2, another.unsettled().size());
    assertEquals(buffer("efgh"), another.unsettled().get(1).bytes());
    fails[0] = false;
    assertEquals(8, another.shutdown(ShutdownMode.padThenSetLength()).end());
    assertEquals("abcdefgh", file());
  }
}
