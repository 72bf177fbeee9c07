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

/** A copy through the kernel. This thread reads into one buffer while the task writes the other. */
final class FileCopy {

  /**
   * The measurements of one run.
   *
   * @param bytes how many bytes were copied
   * @param nanos the time from the first read until all was written, with pauses after errors
   * @param readNanos the time that the copying thread spent in reads
   * @param writeNanos the time that the task's thread spent in writes
   */
  record Result(long bytes, long nanos, long readNanos, long writeNanos) {

    /** Returns the time as a multiple of the time of the slower side. The limit is 1. */
    double overlap() {
      return (double) nanos / slowerSide();
    }

    /** Returns what {@link #overlap} would be if reads and writes took turns. */
    double withoutOverlap() {
      return (double) (readNanos + writeNanos) / slowerSide();
    }

    private long slowerSide() {
      return Math.max(1, Math.max(readNanos, writeNanos)); // a coarse clock may show 0
    }
  }

  private final ReadableByteChannel source;
  private final TimedWriter writer;
  private final ByteBuffer first;
  private final ByteBuffer spare;
  private final CancellationToken token;
  private final FlushOptions options;
  private final LongConsumer progress;

  /** How many bytes were read so far, and how many of these were handed to the kernel. */
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

  /** Copies to the end of the source. The caller closes source and destination. */
  Result run() throws CopyFailedException {
    FlushHandle<ByteBuffer, TimedWriter> handle =
        FlushHandle.spawn(writer, spare, new Gate(), token, options);
    try (handle) { // the handle is closed before a catch, and then the task has exited
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

  /** Reads until the buffer is full or the source ends; returns false if there was nothing more. */
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
   * Returns the exception. Buffers are written in order (B4), so all bytes before the first
   * unflushed buffer are written. If no buffer is unflushed (B3), all submitted bytes are written.
   */
  private CopyFailedException failed(IOException error, Remains<ByteBuffer, TimedWriter> remains) {
    boolean taskFailed = error instanceof FlushTaskException;
    // An interrupt ends a blocked read, after the token was cancelled.
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
    if (!taskFailed) { // an error of the source does not hide one of the task
      remains.error().filter(e -> !(cancelled && e.isCancel())).ifPresent(failed::addSuppressed);
    }
    return failed;
  }
}
