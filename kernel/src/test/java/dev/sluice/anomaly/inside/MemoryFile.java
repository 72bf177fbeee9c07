// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly.inside;

import dev.sluice.kernel.OwnedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A writer into memory. It can fail, and it can wait until a thread waits. */
final class MemoryFile implements OwnedWriter<ByteBuffer> {

  private final byte[] bytes = new byte[4096];
  private int length;
  private int calls;

  /** Each write waits until this thread waits; null if none does. */
  volatile Thread slowerThan;

  /** What each operation throws; null if it succeeds. */
  volatile IOException error;

  /** The unchecked exception that each operation throws; null for none. */
  volatile RuntimeException unchecked;

  /** How many operations fail before the first succeeds. */
  volatile int failures;

  @Override
  public void writeAllAt(ByteBuffer buffer, long offset) throws IOException {
    begin();
    synchronized (this) {
      buffer.get(buffer.position(), bytes, (int) offset, buffer.remaining());
      length = Math.max(length, (int) offset + buffer.remaining());
    }
  }

  @Override
  public void setLength(long newLength) throws IOException {
    begin();
    synchronized (this) {
      Arrays.fill(bytes, Math.min((int) newLength, length), bytes.length, (byte) 0);
      length = (int) newLength;
    }
  }

  private void begin() throws IOException {
    synchronized (this) {
      calls++;
    }
    for (Thread at = slowerThan; at != null && !Threads.waits(at); at = slowerThan) {
      Thread.yield();
    }
    if (failures > 0) {
      failures--;
      throw new IOException("passes");
    }
    if (error != null) {
      throw error;
    }
    if (unchecked != null) {
      throw unchecked;
    }
  }

  /** Returns how often the task has called. */
  synchronized int calls() {
    return calls;
  }

  /** Returns the contents of the file. */
  synchronized byte[] contents() {
    return Arrays.copyOf(bytes, length);
  }
}
