// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress;

import dev.sluice.kernel.OwnedWriter;
import java.io.IOException;

/**
 * A writer that notes what was written. Its fields are plain: only the task writes them, and other
 * threads read them only after the outcome or after the sample. A kernel without a fault orders
 * these accesses.
 */
class StressSink implements OwnedWriter<StressBuffer> {
  static final IOException FATAL = new IOException("fatal");
  static final IOException AGAIN = new IOException("again");

  /** How many offsets there are: a flush is at offset 0, 1 or 2. */
  static final int OFFSETS = 3;

  /** The value that was written at an offset: 0 if none, -1 if it was torn. */
  final int[] written = new int[OFFSETS];

  int attempts;
  int lengths;

  /** How many writes came after one at a later offset (B4). */
  int disorder;

  /** How many attempts started after an actor was told that the task has ended (E2). */
  int late;

  /** The actor that was told the outcome sets this. */
  volatile boolean over;

  private long last;

  /** Returns what the next attempt will throw; null if it ends well. */
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
