// SPDX-License-Identifier: Apache-2.0
package dev.sluice.example;

import dev.sluice.io.FileChannelWriter;
import dev.sluice.kernel.CancellationToken;
import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.Gate;
import dev.sluice.kernel.ShutdownRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The example of the README, to the letter: {@link ReadmeTest} holds the two together. */
final class Readme {

  private static final int SIZE = 1 << 16;

  private Readme() {}

  // README: begin
  static long save(InputStream in, Path file, CancellationToken token) throws IOException {
    Gate gate = new Gate(); // a service closes its gate to wait until no task writes any more
    try (FileChannelWriter writer = FileChannelWriter.open(file)) {
      FlushHandle<ByteBuffer, FileChannelWriter> handle =
          FlushHandle.spawn(
              writer, ByteBuffer.allocate(SIZE), gate.enter(), token, FlushOptions.defaults());
      try {
        ByteBuffer buffer = ByteBuffer.allocate(SIZE);
        long offset = 0;
        for (int n; (n = in.readNBytes(buffer.array(), 0, SIZE)) > 0; offset += n) {
          buffer = handle.flush(buffer.clear().limit(n), offset); // full one out, clean one back
        }
        handle.shutdown(ShutdownRequest.setLength(offset)); // all is written when this returns
        return offset;
      } finally { // no effect after a good end; else the task writes what it can, and exits
        handle.close();
        handle.reclaim().unflushed().forEach(u -> System.err.println("not written: " + u));
      }
    }
  }
  // README: end
}
