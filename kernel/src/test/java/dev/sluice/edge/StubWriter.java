// SPDX-License-Identifier: Apache-2.0
package dev.sluice.edge;

import dev.sluice.kernel.OwnedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Writes into memory, after something that a test wants to happen. */
final class StubWriter implements OwnedWriter<ByteBuffer> {

  /** What happens in a call of the writer, before it writes. */
  interface Step {
    void happens(int call) throws IOException;
  }

  private final String name;
  private final Step step;
  private byte[] content = new byte[0];
  private int calls;

  StubWriter(String name, Step step) {
    this.name = name;
    this.step = step;
  }

  static StubWriter good() {
    return new StubWriter("good", call -> {});
  }

  /** Returns a writer of which each call fails. */
  static StubWriter full() {
    return failing(Integer.MAX_VALUE);
  }

  /** Returns a writer of which the first calls fail. */
  static StubWriter failing(int times) {
    return new StubWriter(
        "full",
        call -> {
          if (call <= times) {
            throw new IOException("No space left on device");
          }
        });
  }

  synchronized int calls() {
    return calls;
  }

  synchronized byte[] content() {
    return content.clone();
  }

  private synchronized int called() {
    return ++calls;
  }

  @Override
  public void writeAllAt(ByteBuffer buffer, long offset) throws IOException {
    step.happens(called());
    write(buffer, (int) offset);
  }

  private synchronized void write(ByteBuffer buffer, int offset) {
    int length = buffer.remaining();
    content = Arrays.copyOf(content, Math.max(content.length, offset + length));
    buffer.get(buffer.position(), content, offset, length);
  }

  @Override
  public void setLength(long length) throws IOException {
    step.happens(called());
    cut((int) length);
  }

  private synchronized void cut(int length) {
    content = Arrays.copyOf(content, length);
  }

  @Override
  public String toString() {
    return name;
  }
}
