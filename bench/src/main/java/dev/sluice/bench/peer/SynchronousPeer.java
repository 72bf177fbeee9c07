// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.peer;

import java.nio.ByteBuffer;

/**
 * The caller writes, and there is no second thread. The kernel should be faster than this peer,
 * which is hard for small buffers.
 */
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
