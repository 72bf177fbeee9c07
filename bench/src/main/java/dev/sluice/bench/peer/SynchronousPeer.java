// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.peer;

import java.nio.ByteBuffer;

/** No second thread: the caller writes. The one to beat, and for small buffers hard to beat. */
final class SynchronousPeer implements Peer {

  private final Setup setup;

  SynchronousPeer(Setup setup) {
    this.setup = setup;
  }

  @Override
  public ByteBuffer flush(ByteBuffer dirty, long offset) throws Exception {
    setup.writer().writeAllAt(dirty, offset);
    return dirty;
  }

  @Override
  public void close() {}
}
