// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.peer;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** The classic stream, in the caller's thread. Its buffer is as large as the kernel's. */
final class BufferedStreamPeer implements Peer {

  private final FileOutputStream file;
  private final OutputStream buffered;
  private final byte[] bytes;
  private long position;

  BufferedStreamPeer(Setup setup) throws IOException {
    file = new FileOutputStream(setup.file().toFile());
    int size = Math.max(1, setup.spare().capacity());
    buffered = new BufferedOutputStream(file, size);
    bytes = new byte[size];
  }

  @Override
  public ByteBuffer flush(ByteBuffer dirty, long offset) throws IOException {
    if (offset != position) { // a stream has no offsets
      buffered.flush();
      file.getChannel().position(offset);
    }
    int length = dirty.remaining();
    dirty.get(dirty.position(), bytes, 0, length);
    buffered.write(bytes, 0, length);
    position = offset + length;
    return dirty;
  }

  @Override
  public void close() throws IOException {
    buffered.close();
  }
}
