// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench;

import dev.sluice.kernel.OwnedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Adds up the time that another writer spends in writes, failed attempts included. */
final class TimedWriter implements OwnedWriter<ByteBuffer> {

  private final OwnedWriter<ByteBuffer> writer;

  /** Belongs to the task while it runs. A thread that has seen the task's end may read it. */
  private long nanos;

  TimedWriter(OwnedWriter<ByteBuffer> writer) {
    this.writer = writer;
  }

  @Override
  public void check(ByteBuffer buffer, long offset) {
    writer.check(buffer, offset);
  }

  @Override
  public void writeAllAt(ByteBuffer buffer, long offset) throws IOException {
    long start = System.nanoTime();
    try {
      writer.writeAllAt(buffer, offset);
    } finally {
      nanos += System.nanoTime() - start;
    }
  }

  @Override
  public void setLength(long length) throws IOException {
    writer.setLength(length);
  }

  @Override
  public String toString() {
    return writer.toString();
  }

  long nanos() {
    return nanos;
  }
}
