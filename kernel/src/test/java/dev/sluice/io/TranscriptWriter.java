// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.io.BufferedFlushWriter.Region;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.OwnedWriter;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * A writer that keeps its calls as lines of text. It refuses one write, or cancels a token in place
 * of a write.
 */
final class TranscriptWriter implements OwnedWriter<ByteBuffer> {

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

  /** Returns a buffered writer on top of this one. */
  BufferedFlushWriter<TranscriptWriter> spawn(long start, int alignment, int capacity) {
    return spawn(start, alignment, () -> ByteBuffer.allocate(capacity), new Gate());
  }

  BufferedFlushWriter<TranscriptWriter> spawn(
      long start, int alignment, Supplier<ByteBuffer> buffers, Gate gate) {
    return BufferedFlushWriter.spawn(
        this, start, alignment, buffers, gate, token, FlushOptions.defaults());
  }

  static void write(BufferedFlushWriter<?> writer, String... chunks) throws IOException {
    for (String chunk : chunks) {
      assertEquals(chunk.length(), writer.write(US_ASCII.encode(chunk)));
    }
  }

  /** Returns the regions in the form in which the transcript has writes. */
  static String unsettled(BufferedFlushWriter<?> writer) {
    StringBuilder text = new StringBuilder();
    for (Region region : writer.unsettled()) {
      text.append(region.offset()).append(':').append(text(region.bytes())).append(' ');
    }
    return text.toString().trim();
  }

  private static String text(ByteBuffer bytes) {
    return US_ASCII.decode(bytes.duplicate()).toString().replace('\0', '0');
  }
}
