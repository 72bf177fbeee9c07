// SPDX-License-Identifier: Apache-2.0
package dev.sluice.edge;

import dev.sluice.io.BufferedFlushWriter;
import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushListener;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.OwnedWriter;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/** Spawns the handles and writers of this package's tests. */
final class Edge {

  /** The size of each buffer, in bytes. */
  static final int CAPACITY = 64;

  private Edge() {}

  /** Returns options by which an error is retried at once and for ever, and nobody is told. */
  static FlushOptions patient() {
    return FlushOptions.defaults()
        .withListener(new FlushListener() {})
        .withRetryPolicy((error, attempt) -> Optional.of(Duration.ZERO));
  }

  /** Returns options by which an error is fatal, and nobody is told. */
  static FlushOptions givesUp() {
    return patient().withRetryPolicy((error, attempt) -> Optional.empty());
  }

  static <W extends OwnedWriter<? super ByteBuffer>> FlushHandle<ByteBuffer, W> spawn(
      W writer, ByteBuffer spare, Gate gate, CancellationToken token, FlushOptions options) {
    return FlushHandle.spawn(writer, spare, gate, token, options);
  }

  static <W extends OwnedWriter<? super ByteBuffer>> FlushHandle<ByteBuffer, W> spawn(
      W writer, FlushOptions options) {
    return spawn(
        writer, ByteBuffer.allocate(CAPACITY), new Gate(), new CancellationToken(), options);
  }

  static <W extends OwnedWriter<ByteBuffer>> BufferedFlushWriter<W> buffered(
      W writer, int alignment, Gate gate, CancellationToken token, FlushOptions options) {
    return BufferedFlushWriter.spawn(
        writer, 0, alignment, () -> ByteBuffer.allocate(CAPACITY), gate, token, options);
  }

  static <W extends OwnedWriter<ByteBuffer>> BufferedFlushWriter<W> buffered(
      W writer, CancellationToken token, FlushOptions options) {
    return buffered(writer, 1, new Gate(), token, options);
  }

  static <W extends OwnedWriter<ByteBuffer>> BufferedFlushWriter<W> buffered(
      W writer, FlushOptions options) {
    return buffered(writer, new CancellationToken(), options);
  }

  /** Returns bytes that say where they belong: 1, 2, 3, ... */
  static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (1 + i % 100);
    }
    return bytes;
  }

  static ByteBuffer full() {
    return ByteBuffer.wrap(bytes(CAPACITY));
  }
}
