// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.peer;

import dev.sluice.kernel.OwnedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A buffer on its way to the thread that writes, and back with the result. A job is used again. */
final class Job {

  /** Null if no more buffers will come. */
  ByteBuffer buffer;

  private long offset;
  private Exception error;

  Job fill(ByteBuffer buffer, long offset) {
    this.buffer = buffer;
    this.offset = offset;
    return this;
  }

  /** Writes the buffer. The thread that writes calls this. */
  void write(OwnedWriter<ByteBuffer> writer) {
    try {
      writer.writeAllAt(buffer, offset);
    } catch (IOException | RuntimeException e) {
      error = e;
    }
  }

  /**
   * Throws the error of the write, if there is one. The caller's thread calls this when the job is
   * back.
   */
  Job check() throws Exception {
    if (error != null) {
      throw error;
    }
    return this;
  }
}
