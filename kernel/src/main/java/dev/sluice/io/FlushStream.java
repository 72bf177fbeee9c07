// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io;

import dev.sluice.kernel.FlushTaskException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * A {@link BufferedFlushWriter} as a stream, which throws only {@link IOException}. A stream on top
 * of this one handles nothing else, and may write once more after the first error.
 */
final class FlushStream extends OutputStream {

  private final BufferedFlushWriter<?> writer;

  FlushStream(BufferedFlushWriter<?> writer) {
    this.writer = writer;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    ByteBuffer source =
        ByteBuffer.wrap(bytes, Objects.checkFromIndexSize(from, length, bytes.length), length);
    try {
      writer.write(source);
    } catch (RuntimeException refused) {
      throw asIoException(refused);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      writer.close();
    } catch (RuntimeException refused) {
      throw asIoException(refused);
    }
  }

  /** Returns the first error once more, so that {@code Cancelled} stays {@code Cancelled}. */
  private static IOException asIoException(RuntimeException refused) {
    return refused.getCause() instanceof FlushTaskException first
        ? first.inCaller()
        : new IOException(refused.getMessage(), refused);
  }
}
