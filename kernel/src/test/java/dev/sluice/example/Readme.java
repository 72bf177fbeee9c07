// SPDX-License-Identifier: Apache-2.0
package dev.sluice.example;

import dev.sluice.io.BufferedFlushWriter;
import dev.sluice.io.FileChannelWriter;
import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The examples of the READMEs, to the letter: {@link ReadmeTest} compares them. */
final class Readme {

  private static final int SIZE = 1 << 16;

  private Readme() {}

  // README: begin
  static void copy(InputStream in, Path file) throws IOException {
    try (OutputStream out = BufferedFlushWriter.open(file).asOutputStream()) {
      in.transferTo(out);
    } // the file holds all of it and is closed, or an IOException says that it does not
  }

  // README: end

  // README: begin
  static long save(InputStream in, Path file, Gate gate, CancellationToken token)
      throws IOException {
    try (FileChannelWriter writer = FileChannelWriter.open(file);
        FlushHandle<ByteBuffer, FileChannelWriter> handle =
            FlushHandle.spawn(
                writer, ByteBuffer.allocateDirect(SIZE), gate, token, FlushOptions.defaults())) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(SIZE); // the JDK would copy one on the heap
      byte[] bytes = new byte[SIZE];
      long offset = 0;
      for (int n; (n = in.readNBytes(bytes, 0, SIZE)) > 0; offset += n) {
        buffer.clear().put(bytes, 0, n).flip();
        buffer = handle.flush(buffer, offset); // full one out, clean one back
      }
      return offset;
    } // likewise: to close the handle waits until all is written
  }
  // README: end
}
