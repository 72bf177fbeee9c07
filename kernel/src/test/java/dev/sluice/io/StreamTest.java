// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.kernel.Bounded;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.RecordingWriter;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A buffered writer as a channel and as a stream, with the conventions of both. */
@Bounded
class StreamTest {

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

  /** Seen red by a close that drops the tail. */
  @Test
  @DisplayName("B2: bytes pass in order; flush does nothing, close writes all; then it is closed")
  void streamBytesPassInOrderAndCloseWritesThemAll() throws IOException {
    byte[] bytes = {'a', 'b', 'c', 'd', 'e'};
    assertTrue(writer.isOpen());
    try (OutputStream stream = writer.asOutputStream()) {
      stream.write('a');
      stream.write(new byte[] {'x', 'b', 'c', 'd', 'e', 'x'}, 1, 4);
      stream.flush();
      assertEquals(4, writer.submittedOffset(), "a tail is not submitted by a flush");
      assertEquals(2, writer.unsettled().size());
      assertThrows(IndexOutOfBoundsException.class, () -> stream.write(bytes, 3, 3));
    }
    assertArrayEquals(bytes, recorder.file());
    assertFalse(writer.isOpen());
    writer.close();
    assertThrows(ClosedChannelException.class, () -> writer.write(ByteBuffer.allocate(0)));
    assertThrows(ClosedChannelException.class, () -> writer.exchange(ByteBuffer.allocate(4)));
    assertThrows(ClosedChannelException.class, () -> writer.shutdown(ShutdownMode.dropTail()));
    OutputStream stream = writer.asOutputStream();
    assertThrows(ClosedChannelException.class, () -> stream.write('f'));
  }

  /** Seen red by a write that wraps the error in an IOException of its own, as streams often do. */
  @Test
  @DisplayName("E1 H6: Cancelled passes through the stream unchanged, and the bytes stay readable")
  void cancelledPassesThroughTheStreamUnchanged() throws IOException {
    recorder.failNext(new IOException("no space left"));
    OutputStream stream = writer.asOutputStream();
    FlushTaskException.Cancelled error =
        assertThrows(
            FlushTaskException.Cancelled.class,
            () -> stream.write(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));
    assertTrue(error.isCancel());
    assertEquals(2, writer.unsettled().size());
    for (int i = 0; i < 2; i++) { // no exception is unchecked, and the type stays
      assertThrows(FlushTaskException.Cancelled.class, () -> stream.write(9));
    }
    assertThrows(FlushTaskException.Cancelled.class, stream::close);
    stream.close(); // the error has been reported
    assertEquals(2, writer.reclaim().unflushed().size());
  }
}
