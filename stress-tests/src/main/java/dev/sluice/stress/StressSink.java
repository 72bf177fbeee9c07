// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress;

import dev.sluice.kernel.OwnedWriter;
import java.io.IOException;

/**
 * A writer that keeps books. Its fields are plain: the task alone writes them, and whoever reads
 * them does so after the outcome or after the sample, so a kernel that is right orders the two.
 */
class StressSink implements OwnedWriter<StressBuffer> {
  static final IOException FATAL = new IOException("fatal");
  static final IOException AGAIN = new IOException("again");

  /** One flush is at one of the offsets 0, 1, 2. */
  static final int OFFSETS = 3;

  /** The value that was written at an offset: 0 if none, -1 if it was torn. */
  final int[] written = new int[OFFSETS];

  int attempts;
  int lengths;

  /** Writes after one at a later offset (B4). */
  int disorder;

  /** Attempts that started after somebody was told that the task has ended (E2). */
  int late;

  /** Set by whoever was told the outcome. */
  volatile boolean over;

  private long last;

  /** What the attempt about to start will throw; null: it ends well. */
  IOException error(long offset) {
    return null;
  }

  @Override
  public void writeAllAt(StressBuffer buffer, long offset) throws IOException {
    attempts++;
    if (over) {
      late++;
    }
    IOException error = error(offset);
    if (error != null) {
      throw error;
    }
    if (offset < last) {
      disorder++;
    }
    last = offset;
    written[(int) offset] = buffer.value();
  }

  @Override
  public void setLength(long length) throws IOException {
    if (over) {
      late++;
    }
    lengths++;
  }
}
