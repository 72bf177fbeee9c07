// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.peer;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A pipe between two threads, as large as a buffer. The other thread reads the pipe and writes the
 * file.
 */
final class PipedStreamPeer implements Peer {

  private final PipedOutputStream out = new PipedOutputStream();
  private final Thread thread;
  private final byte[] bytes;
  private final ByteBuffer buffer;
  private final Setup setup;

  /** The offsets, which a pipe does not carry: one for each buffer in the pipe. */
  private final BlockingQueue<Long> offsets = new LinkedBlockingQueue<>();

  /** This is written before the thread ends, and read after the thread was joined. */
  private Exception error;

  PipedStreamPeer(Setup setup) throws IOException {
    this.setup = setup;
    int size = Math.max(1, setup.spare().capacity());
    bytes = new byte[size];
    buffer = ByteBuffer.allocateDirect(size);
    PipedInputStream in = new PipedInputStream(out, size);
    thread = setup.threads().newThread(() -> drain(in));
    thread.start();
  }

  private void drain(PipedInputStream in) {
    byte[] chunk = new byte[bytes.length];
    try (in) {
      for (int n = in.readNBytes(chunk, 0, chunk.length);
          n > 0;
          n = in.readNBytes(chunk, 0, chunk.length)) {
        buffer.clear().put(chunk, 0, n).flip();
        setup.writer().writeAllAt(buffer, offsets.remove());
      }
    } catch (IOException | RuntimeException e) {
      error = e;
    }
  }

  @Override
  public ByteBuffer flush(ByteBuffer dirty, long offset) throws IOException {
    int length = dirty.remaining();
    dirty.get(dirty.position(), bytes, 0, length);
    offsets.add(offset);
    out.write(bytes, 0, length);
    return dirty;
  }

  @Override
  public void close() throws Exception {
    out.close();
    thread.join();
    if (error != null) {
      throw error;
    }
  }
}
