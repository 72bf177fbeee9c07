// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.compare;

import java.nio.ByteBuffer;

/** Fills buffers, and takes as long as it is told. */
final class Producer {

  private long state = 1;

  /**
   * Overwrites the whole buffer {@code passes} times. The state goes on, so that no pass is
   * useless.
   */
  void fill(ByteBuffer buffer, int passes) {
    long x = state;
    for (int pass = 0; pass < passes; pass++) {
      for (int i = 0; i + Long.BYTES <= buffer.capacity(); i += Long.BYTES) {
        x = x * 6364136223846793005L + 1442695040888963407L; // Knuth's generator: cheap, serial
        buffer.putLong(i, x);
      }
    }
    state = x;
  }
}
