// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io;

import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.OwnedWriter;
import dev.sluice.kernel.RefusedException;
import dev.sluice.kernel.Remains;
import dev.sluice.kernel.RetryPolicy;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import dev.sluice.sync.GateClosedException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Batches small writes into whole buffers, which a flush task writes in the background.
 *
 * <p>A buffer is submitted when it is full, at {@code startOffset + k * capacity}. Only {@link
 * #shutdown} and {@link #close} submit a buffer that is not full. The capacity is a multiple of the
 * alignment, so every write except the last is aligned in offset and length, for direct I/O.
 *
 * <p>Every accepted byte stays readable until the file is known to hold it, also after an error.
 * {@link #unsettled} has the bytes that the file may not hold yet. All bytes before {@link
 * #settledOffset} are in the file.
 *
 * <p>There is one owner at a time, as of a {@link FlushHandle}. A second thread that calls while a
 * call is running is refused with {@link RefusedException}, and the running call is unharmed (E3
 * one owner). Any thread may call {@link #submittedOffset}, {@link #bytesSubmitted}, {@link
 * #settledOffset} and {@link #isOpen} at any time. A thread that reads a settled offset finds all
 * bytes before it in the file. Only the owner may read the bytes of a {@link Region}, and copy them
 * for others.
 *
 * <p>Source: {@code BufferedWriter}. The alignment is a parameter of its own here.
 *
 * @param <W> the writer
 */
public final class BufferedFlushWriter<W extends OwnedWriter<ByteBuffer>>
    implements WritableByteChannel {

  /**
   * Bytes, and the place in the file where they belong.
   *
   * @param offset in bytes
   * @param bytes from position to limit, read-only; valid until the next call of the writer
   */
  public record Region(long offset, ByteBuffer bytes) {}

  /**
   * How a shutdown ended.
   *
   * @param <W> the writer
   * @param end the offset behind the last byte, with padding that stays in the file
   * @param writer the writer, which is the caller's again
   */
  public record Finished<W>(long end, W writer) {}

  private static final int BUFFER = 1 << 16;

  private final Monitor<W> monitor;

  /** Spawn is called for an argument of new Monitor, so that class is ready before the task. */
  private BufferedFlushWriter(Monitor<W> monitor) {
    this.monitor = monitor;
  }

  /**
   * Opens a file and writes it from its start, in buffers of 64 KiB, by a flush task of its own.
   * {@link #close} closes the file. The task gives up on an error after a minute of pauses, so a
   * {@code close} does not wait for ever when the disk is full.
   *
   * @param path the file
   * @param options as for {@link FileChannelWriter#open(Path, OpenOption...)}; without options the
   *     file is created, or emptied if it exists
   * @return a writer; {@link #asOutputStream} of it is a stream that closes the file too
   * @throws IOException if the file cannot be opened
   */
  public static BufferedFlushWriter<FileChannelWriter> open(Path path, OpenOption... options)
      throws IOException {
    FileChannelWriter file = FileChannelWriter.open(path, options);
    try {
      Supplier<ByteBuffer> buffers = () -> ByteBuffer.allocateDirect(BUFFER);
      return new BufferedFlushWriter<>(
          new Monitor<>(
              Batcher.spawn(file, 0, 1, buffers, new Gate(), new CancellationToken(), ends()),
              file));
    } catch (RuntimeException | Error e) {
      try (file) {
        throw e;
      }
    }
  }

  /** There is a last attempt: a close in a finally must not wait for as long as a disk is full. */
  static FlushOptions ends() {
    return FlushOptions.defaults()
        .withRetryPolicy(RetryPolicy.forEver().atMost(Duration.ofMinutes(1)));
  }

  /**
   * Starts a flush task and returns a writer on top of it.
   *
   * @param writer the task's from now on
   * @param startOffset where the first byte goes; a multiple of the alignment
   * @param alignment in bytes: offset and length of a write are multiples of it; 1 for none
   * @param buffers is called twice, for two buffers of one capacity, a multiple of the alignment.
   *     They are cleared, and {@link #reclaim} hands them out
   * @param gate the task is inside the gate until it exits
   * @param token stops the task when it is cancelled
   * @param options thread, policies, listener
   * @param <W> the writer
   * @return the writer
   * @throws IllegalArgumentException if offset, alignment or buffers are not as said, or {@link
   *     OwnedWriter#check} refuses a buffer; nothing was started then
   * @throws GateClosedException if the gate is closing or closed
   */
  public static <W extends OwnedWriter<ByteBuffer>> BufferedFlushWriter<W> spawn(
      W writer,
      long startOffset,
      int alignment,
      Supplier<ByteBuffer> buffers,
      Gate gate,
      CancellationToken token,
      FlushOptions options) {
    return new BufferedFlushWriter<>(
        new Monitor<>(
            Batcher.spawn(writer, startOffset, alignment, buffers, gate, token, options),
            () -> {}));
  }

  /**
   * Accepts all bytes of a buffer, from position to limit. Waits while the task is behind. The
   * bytes are copied, because the caller of a channel has its buffer back when this returns. {@link
   * #exchange} avoids the copy.
   *
   * @param source the caller's again when this returns; its position is behind the accepted bytes,
   *     also after an exception
   * @return how many bytes were accepted: all that remained
   * @throws FlushTaskException if the task has ended, unchanged: {@code Cancelled} stays {@code
   *     Cancelled}. What was accepted is in {@link #unsettled}
   * @throws ClosedChannelException after a shutdown or close
   * @throws IllegalArgumentException if {@link OwnedWriter#check} refuses a full buffer, or its
   *     offset is beyond the largest one. What was accepted is in {@link #unsettled}; the buffer is
   *     submitted again by the next call, and only {@link ShutdownMode#dropTail} leaves it out
   * @throws IllegalStateException after an error, which is its cause, or while another call is
   *     running
   */
  @Override
  public int write(ByteBuffer source) throws FlushTaskException, ClosedChannelException {
    return monitor.write(source);
  }

  /**
   * Accepts all bytes of a buffer as {@link #write} does, and returns a clear buffer to fill next.
   * No byte is copied if the buffer itself can be submitted: if it has the capacity of this
   * writer's buffers, is full from its first byte to its last, and all bytes before it are
   * submitted. Then the buffer is this writer's from now on, and another is returned. Else the same
   * is returned.
   *
   * @param full the writer's from now on, also if {@link FlushTaskException} is thrown: then it is
   *     in {@link #unsettled} and {@link #reclaim} hands it out. Any other exception leaves it the
   *     caller's
   * @return a buffer of the same capacity, the caller's
   * @throws FlushTaskException as {@link #write}
   * @throws ClosedChannelException as {@link #write}
   * @throws IllegalArgumentException if {@link OwnedWriter#check} refuses the buffer; nothing of it
   *     was accepted if it was not to be copied, else as {@link #write}
   * @throws IllegalStateException as {@link #write}
   */
  public ByteBuffer exchange(ByteBuffer full) throws FlushTaskException, ClosedChannelException {
    return monitor.exchange(full);
  }

  /**
   * Deals with the tail, waits until all is written, and ends the task.
   *
   * @param mode what to do with bytes that do not fill a buffer
   * @return the end of what was written, and the writer
   * @throws FlushTaskException if the task ended before all was done
   * @throws ClosedChannelException after a shutdown or close
   * @throws IllegalArgumentException if the tail and its padding do not fit into a buffer, or
   *     {@link OwnedWriter#check} refuses them; nothing has changed
   * @throws IllegalStateException as {@link #write}
   */
  public Finished<W> shutdown(ShutdownMode mode) throws FlushTaskException, ClosedChannelException {
    Objects.requireNonNull(mode, "mode");
    return monitor.shutdown(mode);
  }

  /**
   * Returns the offset behind the last submitted byte. Only {@link #unsettled} has the bytes behind
   * it. Any thread may ask.
   *
   * @return in bytes, the start offset included
   */
  public long submittedOffset() {
    return monitor.inFlight().submitted();
  }

  /**
   * Returns how many bytes were submitted, padding included. Any thread may ask.
   *
   * @return in bytes, from the start offset on
   */
  public long bytesSubmitted() {
    return monitor.inFlight().submitted() - monitor.inFlight().start();
  }

  /**
   * Returns the offset up to which all bytes are written, from the start offset on. Padding that
   * was cut off does not count, and a {@link #reclaim} does not move the offset. Any thread may
   * ask, and read these bytes from the file.
   *
   * @return in bytes
   */
  public long settledOffset() {
    return monitor.inFlight().settled();
  }

  /**
   * Returns what was accepted and may not be in the file yet, in order and without gaps: what was
   * submitted last, and what does not fill a buffer yet. After an error that is all that may be
   * missing from the file.
   *
   * @return the regions, from {@link #settledOffset} on; empty after a shutdown or {@link #reclaim}
   * @throws IllegalStateException while another call is running
   */
  public List<Region> unsettled() {
    return monitor.unsettled();
  }

  /**
   * Returns a stream into this writer, for the same owner. The stream throws only {@link
   * IOException}. After an error it throws that error again, with its type. Its {@code flush()}
   * does nothing and promises nothing: a buffer that is not full is not submitted, and the last
   * submitted buffer is not known to be written. Its {@code close()} is {@link #close}: when it
   * returns, all is written. All is on the device when the caller then forces it.
   *
   * <p>Do not use a stream of the JDK around this one after it has failed once. {@code
   * OutputStreamWriter} and {@code GZIPOutputStream} drop what a failed flush held, and do not say
   * so later. So an error that may pass is retried below this stream, which fails only when the
   * retry policy gives up. Name this stream in the {@code try} too: a wrapper whose {@code close()}
   * fails may leave it open. Several do so on JDK 17, {@code ObjectOutputStream} on JDK 25 too.
   *
   * @return a view
   */
  public OutputStream asOutputStream() {
    return new FlushStream(this);
  }

  /** Tells any thread whether bytes are accepted: not after a shutdown, a close or an error. */
  @Override
  public boolean isOpen() {
    return monitor.inFlight().open;
  }

  /**
   * Ends as the user of a channel expects: all accepted bytes are written and nothing else, as by
   * {@link #shutdown} with {@link ShutdownMode#padThenSetLength}. Waits for the task's exit. A
   * second thread that closes waits for the first. This has no effect after a shutdown or a close
   * that ended well, or after a close that has said what is missing. A writer that was passed to
   * {@link #spawn} is not closed.
   *
   * @throws IOException if accepted bytes may be missing: a {@link FlushTaskException}, or an
   *     exception whose cause is what a call died of. {@link #unsettled} has these bytes
   * @throws IllegalArgumentException if {@link OwnedWriter#check} refuses the last buffer. Nothing
   *     is lost, this stays open and its task goes on. {@link #shutdown} with {@link
   *     ShutdownMode#dropTail} ends it without that buffer
   * @throws RefusedException.InCall while another call is running that is not a close
   */
  @Override
  public void close() throws IOException {
    monitor.close();
  }

  /**
   * Hands out both buffers after the end, once, as {@link FlushHandle#reclaim} does, and the writer
   * unless the shutdown has returned it. What was unflushed is in the remains, and no longer in
   * {@link #unsettled}.
   *
   * @return all of it, which is now the caller's
   * @throws IllegalStateException before any end, or while another call is running
   */
  public Remains<ByteBuffer, W> reclaim() {
    return monitor.reclaim();
  }
}
