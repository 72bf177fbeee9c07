// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.peer;

import dev.sluice.kernel.OwnedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A buffer on its way to the thread that writes, and back with what became of it. Reused. */
final class Job {

  /** Null: there is nothing more to come. */
  ByteBuffer buffer;

  private long offset;
  private Exception error;

  Job fill(ByteBuffer buffer, long offset) {
    this.buffer = buffer;
    this.offset = offset;
    return this;
  }

  /** On the thread that writes. */
  void write(OwnedWriter<ByteBuffer> writer) {
    try {
      writer.writeAllAt(buffer, offset);
    } catch (IOException | RuntimeException e) {
      error = e;
    }
  }

  /** On the caller's thread, when it came back. */
  Job check() throws Exception {
    if (error != null) {
      throw error;
    }
    return this;
  }
}
