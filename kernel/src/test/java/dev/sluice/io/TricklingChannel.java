// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

/**
 * A channel that writes only a limited number of bytes at a time, as a real one may. It supports
 * only the methods that a writer of whole buffers needs.
 */
class TricklingChannel extends FileChannel {

  private final Queue<Integer> steps = new ArrayDeque<>();
  private final int most;
  private byte[] file = new byte[0];
  int writes;

  TricklingChannel(int most) {
    this.most = most;
  }

  /**
   * Says how many bytes the next calls write before it goes on as usual; less than 0 is an error.
   */
  TricklingChannel next(Integer... bytes) {
    steps.addAll(Arrays.asList(bytes));
    return this;
  }

  byte[] file() {
    return file.clone();
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    writes++;
    int step = steps.isEmpty() ? most : steps.remove();
    if (step < 0) {
      throw new IOException("disk on fire");
    }
    int count = Math.min(step, source.remaining());
    file = Arrays.copyOf(file, Math.max(file.length, Math.toIntExact(position + count)));
    source.get(file, Math.toIntExact(position), count);
    return count;
  }

  @Override
  public long size() {
    return file.length;
  }

  @Override
  public FileChannel truncate(long size) {
    file = Arrays.copyOf(file, Math.toIntExact(Math.min(size, file.length)));
    return this;
  }

  @Override
  protected void implCloseChannel() {}

  @Override
  public int read(ByteBuffer target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int write(ByteBuffer source) {
    throw new UnsupportedOperationException("the channel's own position is not to be used");
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long position() {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileChannel position(long newPosition) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void force(boolean metaData) {
    throw new UnsupportedOperationException("force is the caller's");
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int read(ByteBuffer target, long position) {
    throw new UnsupportedOperationException();
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) {
    throw new UnsupportedOperationException();
  }
}
