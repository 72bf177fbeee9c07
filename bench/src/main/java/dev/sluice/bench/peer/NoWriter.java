// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.peer;

import dev.sluice.kernel.OwnedWriter;
import java.nio.ByteBuffer;

/** Does nothing, so that only the hand-off to the task and the one back are measured. */
public final class NoWriter implements OwnedWriter<ByteBuffer> {

  /** Makes a writer that does nothing. */
  public NoWriter() {}

  @Override
  public void writeAllAt(ByteBuffer buffer, long offset) {}

  @Override
  public void setLength(long length) {}
}
