// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.kernel.Bounded;
import dev.sluice.kernel.Caller;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.OwnedWriter;
import dev.sluice.kernel.RecordingWriter;
import dev.sluice.kernel.RefusedException;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Threads other than the owner may read how far the writer is, and do nothing else. */
@Bounded
class OwnerTest {

  private static <W extends OwnedWriter<ByteBuffer>> BufferedFlushWriter<W> spawn(W writer) {
    return BufferedFlushWriter.spawn(
        writer,
        0,
        1,
        () -> ByteBuffer.allocate(4),
        new Gate(),
        new CancellationToken(),
        FlushOptions.defaults());
  }

  /** Seen red by a guard that lets every caller in: the bytes of both are mixed up. */
  @Test
  @DisplayName("E3: a second thread is refused in every call; the running one is unharmed")
  void aSecondThreadIsRefusedInEveryCall() throws Throwable {
    RecordingWriter recorder = new RecordingWriter();
    RecordingWriter.Hold hold = recorder.holdNext();
    BufferedFlushWriter<RecordingWriter> writer = spawn(recorder);
    Caller<Integer> owner = Caller.call(() -> writer.write(ByteBuffer.wrap(new byte[10])));
    hold.awaitHeld();
    Caller.awaitWaitingIn(owner.thread(), BufferedFlushWriter.class);
    for (Executable call :
        List.<Executable>of(
            () -> writer.write(ByteBuffer.wrap(new byte[] {1})),
            () -> writer.exchange(ByteBuffer.wrap(new byte[] {1, 1, 1, 1})),
            () -> writer.shutdown(ShutdownMode.dropTail()),
            writer::close,
            writer::unsettled,
            writer::reclaim)) {
      assertThrows(RefusedException.InCall.class, call);
    }
    IOException refused =
        assertThrows(IOException.class, () -> writer.asOutputStream().write(1)); // as streams do
    assertInstanceOf(RefusedException.InCall.class, refused.getCause());
    assertEquals(8, writer.submittedOffset());
    assertEquals(8, writer.bytesSubmitted());
    assertEquals(0, writer.settledOffset(), "held, so not written");
    assertTrue(writer.isOpen());
    hold.release();
    assertEquals(10, owner.result());
    assertEquals(10, writer.shutdown(ShutdownMode.padThenSetLength()).end());
    assertArrayEquals(new byte[10], recorder.file());
  }

  /** A writer that says how far it has written, after the write. */
  private static final class Slow implements OwnedWriter<ByteBuffer> {
    private volatile long written;

    @Override
    public void writeAllAt(ByteBuffer buffer, long offset) {
      Thread.yield();
      written = offset + buffer.remaining();
    }

    @Override
    public void setLength(long length) {}
  }

  /** Seen red by {@code settled = submitted} in submit. */
  @Test
  @DisplayName("B2: what another thread reads as settled is written")
  void whatAnotherThreadReadsAsSettledIsWritten() throws Throwable {
    Slow slow = new Slow();
    BufferedFlushWriter<Slow> writer = spawn(slow);
    Caller<Integer> reader =
        Caller.call(
            () -> {
              int seen = 0;
              for (long last = 0, now = 0; seen < 100 && now < 40_000; last = now) {
                now = writer.settledOffset();
                long written = slow.written;
                if (now > written) {
                  throw new AssertionError("settled " + now + ", but written " + written);
                }
                seen += now > last ? 1 : 0;
              }
              return seen;
            });
    ByteBuffer bytes = ByteBuffer.allocate(40);
    while (reader.thread().isAlive() && writer.submittedOffset() < 40_000_000) {
      writer.write(bytes.clear());
    }
    writer.shutdown(ShutdownMode.dropTail());
    assertTrue(reader.result() > 0, "the reader saw nothing settle");
  }
}
