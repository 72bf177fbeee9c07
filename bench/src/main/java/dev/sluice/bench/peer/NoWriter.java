// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.peer;

import dev.sluice.kernel.OwnedWriter;
import java.nio.ByteBuffer;

/** Does nothing: what is left is the hand-off to the task and the one back. */
public final class NoWriter implements OwnedWriter<ByteBuffer> {

  /** There is nothing to be told. */
  public NoWriter() {}

  @Override
  public void writeAllAt(ByteBuffer buffer, long offset) {}

  @Override
  public void setLength(long length) {}
}
