// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench;

import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.OwnedWriter;
import dev.sluice.kernel.Remains;
import dev.sluice.kernel.ShutdownRequest;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ReadableByteChannel;
import java.util.function.LongConsumer;

/**
 * One copy through the kernel: this thread reads into one buffer while the task writes the other.
 */
final class FileCopy {

  /**
   * What was measured in one run.
   *
   * @param bytes copied
   * @param nanos from the first read until all was written; pauses after errors included
   * @param readNanos the part that the copying thread spent in reads
   * @param writeNanos the part that the task's thread spent in writes
   */
  record Result(long bytes, long nanos, long readNanos, long writeNanos) {

    /** The time in multiples of what the slower side alone took: 1 is the limit. */
    double overlap() {
      return (double) nanos / slowerSide();
    }

    /** What {@link #overlap} would be if reads and writes took turns. */
    double withoutOverlap() {
      return (double) (readNanos + writeNanos) / slowerSide();
    }

    private long slowerSide() {
      return Math.max(1, Math.max(readNanos, writeNanos)); // a clock may be too coarse to tell
    }
  }

  private final ReadableByteChannel source;
  private final TimedWriter writer;
  private final ByteBuffer first;
  private final ByteBuffer spare;
  private final CancellationToken token;
  private final FlushOptions options;
  private final LongConsumer progress;

  /** Bytes read so far, and of these the ones handed to the kernel. */
  private long read;

  private long submitted;
  private long readNanos;

  FileCopy(
      ReadableByteChannel source,
      OwnedWriter<ByteBuffer> destination,
      ByteBuffer first,
      ByteBuffer spare,
      CancellationToken token,
      FlushOptions options,
      LongConsumer progress) {
    this.source = source;
    this.writer = new TimedWriter(destination);
    this.first = first;
    this.spare = spare;
    this.token = token;
    this.options = options;
    this.progress = progress;
  }

  /** Copies to the end of the source. The caller closes both. */
  Result run() throws CopyFailedException {
    FlushHandle<ByteBuffer, TimedWriter> handle =
        FlushHandle.spawn(writer, spare, new Gate(), token, options);
    try (handle) { // it is closed before anything is caught: the task has exited then
      ByteBuffer buffer = first;
      long start = System.nanoTime();
      while (fill(buffer)) {
        buffer = handle.flush(buffer, submitted);
        submitted = read;
        progress.accept(submitted);
      }
      handle.shutdown(ShutdownRequest.keepLength());
      return new Result(submitted, System.nanoTime() - start, readNanos, writer.nanos());
    } catch (IOException e) {
      throw failed(e, handle.reclaim());
    }
  }

  /** Reads until the buffer is full or the source ends; false if there was nothing more. */
  private boolean fill(ByteBuffer buffer) throws IOException {
    buffer.clear();
    long start = System.nanoTime();
    try {
      int got = 0;
      while (got >= 0 && buffer.hasRemaining()) {
        got = source.read(buffer);
      }
    } finally {
      readNanos += System.nanoTime() - start;
      read += buffer.position();
    }
    return buffer.flip().hasRemaining();
  }

  /**
   * Buffers are written in order (B4), so all before the first that is not flushed is written; if
   * each is flushed (B3), all that was submitted.
   */
  private CopyFailedException failed(IOException error, Remains<ByteBuffer, TimedWriter> remains) {
    boolean taskFailed = error instanceof FlushTaskException;
    // A blocked read ends by an interrupt, which follows the cancellation of the token.
    boolean cancelled =
        taskFailed
            ? ((FlushTaskException) error).isCancel()
            : error instanceof ClosedByInterruptException && token.isCancelled();
    long written = remains.unflushed().isEmpty() ? submitted : remains.unflushed().get(0).offset();
    CopyFailedException failed =
        new CopyFailedException(
            cancelled ? "cancelled" : taskFailed ? "writing failed" : "reading failed",
            error,
            cancelled,
            written,
            read - written);
    if (!taskFailed) { // that the source failed does not hide that the task did too
      remains.error().filter(e -> !(cancelled && e.isCancel())).ifPresent(failed::addSuppressed);
    }
    return failed;
  }
}
