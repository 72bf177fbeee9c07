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
 * Batches small writes into whole buffers and has them written in the background.
 *
 * <p>A buffer is submitted if and only if it is full, at {@code startOffset + k * capacity}; only
 * {@link #shutdown} submits one that is not. So with a capacity that is a multiple of the alignment
 * every write but the last is aligned in offset and length, as direct I/O needs.
 *
 * <p>Every byte accepted stays readable until the file is known to hold it, after an error too:
 * {@link #unsettled} has those that the file may not hold yet, and all before {@link
 * #settledOffset} are in the file.
 *
 * <p>There is one owner at a time, as of a {@link FlushHandle}: a second thread that calls while a
 * call is running is refused with {@link RefusedException}, and the running call is unharmed (E3
 * one owner). Only {@link #submittedOffset}, {@link #bytesSubmitted}, {@link #settledOffset} and
 * {@link #isOpen} are for any thread at any time: who reads a settled offset finds all before it in
 * the file. The bytes of a {@link Region} are the owner's to read, and to copy for others.
 *
 * <p>Source: {@code BufferedWriter}; the alignment is a parameter of its own here.
 *
 * @param <W> the writer
 */
public final class BufferedFlushWriter<W extends OwnedWriter<ByteBuffer>>
    implements WritableByteChannel {

  /**
   * Bytes and where they belong in the file.
   *
   * @param offset in bytes
   * @param bytes from position to limit, read-only; valid until the next call of the writer
   */
  public record Region(long offset, ByteBuffer bytes) {}

  /**
   * How a shutdown ended.
   *
   * @param <W> the writer
   * @param end the offset behind the last byte, padding that stays included
   * @param writer the caller's again
   */
  public record Finished<W>(long end, W writer) {}

  private static final int BUFFER = 1 << 16;

  private final Monitor<W> monitor;

  /** The spawn is an argument of the monitor's constructor: so its class is ready before a task. */
  private BufferedFlushWriter(Monitor<W> monitor) {
    this.monitor = monitor;
  }

  /**
   * Opens a file and writes it from its start, in buffers of 64 KiB, by a flush task that nobody
   * else has to know of. {@link #close} closes the file. An error that goes on is given up after a
   * minute of pauses: a full disk keeps no {@code close} waiting for ever.
   *
   * @param path the file
   * @param options as for {@link FileChannelWriter#open(Path, OpenOption...)}; none: the file is
   *     created, or emptied if it is there
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

  /** With a last attempt: a close in a finally must not wait for as long as a disk is full. */
  static FlushOptions ends() {
    return FlushOptions.defaults()
        .withRetryPolicy(RetryPolicy.forEver().atMost(Duration.ofMinutes(1)));
  }

  /**
   * Starts a flush task and returns a writer on top of it.
   *
   * @param writer the task's from now on
   * @param startOffset where the first byte goes; a multiple of the alignment
   * @param alignment in bytes: what offset and length of a write must be a multiple of; 1 for none
   * @param buffers called twice, for two buffers of one capacity: a multiple of the alignment. They
   *     are cleared; {@link #reclaim} hands them out
   * @param gate the task is inside until it exits
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
   * bytes are copied, as a channel's caller has its buffer back when this returns; {@link
   * #exchange} goes round that.
   *
   * @param source the caller's again when this returns; its position is behind what was accepted,
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
   * Accepts all bytes of a buffer as {@link #write} does, and returns a clear one to fill next. No
   * byte is copied if the buffer can be submitted itself: it has the capacity of this writer's
   * buffers and is full from its first byte to its last, and all before it is submitted. Then it is
   * this writer's from now on and another one is returned, else the same.
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
   * The offset behind the last byte submitted; those behind it are in {@link #unsettled} alone. Any
   * thread may ask.
   *
   * @return in bytes, the start offset included
   */
  public long submittedOffset() {
    return monitor.inFlight().submitted();
  }

  /**
   * How many bytes were submitted, padding included. Any thread may ask.
   *
   * @return in bytes, from the start offset on
   */
  public long bytesSubmitted() {
    return monitor.inFlight().submitted() - monitor.inFlight().start();
  }

  /**
   * Up to here, from the start offset, all bytes are written. Padding that was cut off is not in
   * it; a {@link #reclaim} does not move it. Any thread may ask, and then read them from the file.
   *
   * @return in bytes
   */
  public long settledOffset() {
    return monitor.inFlight().settled();
  }

  /**
   * What was accepted and may not be in the file yet, in order and without gaps: what was submitted
   * last, and what does not fill a buffer yet. After an error: all that may be missing from the
   * file.
   *
   * @return the regions, from {@link #settledOffset} on; empty after a shutdown or {@link #reclaim}
   * @throws IllegalStateException while another call is running
   */
  public List<Region> unsettled() {
    return monitor.unsettled();
  }

  /**
   * A stream into this writer, for the same owner. It throws {@link IOException} alone: after an
   * error that error again, with its type. Its {@code flush()} does nothing, and promises nothing:
   * a buffer that is not full is never submitted, and of what was submitted the last is not known
   * to be written. All is written when its {@code close()} returns, which is {@link #close}; and on
   * the device when the caller then forces it.
   *
   * <p>A stream of the JDK that is wrapped around this one and has failed once is lost. {@code
   * OutputStreamWriter} and {@code GZIPOutputStream} drop what a failed flush held, and say nothing
   * later. So an error that may pass is retried below this stream, which fails only when the retry
   * policy gives up. Name this stream in the {@code try} too: a wrapper whose {@code close()} fails
   * may leave it open, several on JDK 17, {@code ObjectOutputStream} on JDK 25 as well.
   *
   * @return a view
   */
  public OutputStream asOutputStream() {
    return new FlushStream(this);
  }

  /**
   * Whether bytes are accepted: false after a shutdown, a close or an error. Any thread may ask.
   */
  @Override
  public boolean isOpen() {
    return monitor.inFlight().open;
  }

  /**
   * Ends as a channel's user expects: all bytes accepted are written and nothing else, as by {@link
   * #shutdown} with {@link ShutdownMode#padThenSetLength}. Waits for the task's exit. A second
   * thread that closes waits for the first. No effect after a shutdown or a close that ended well,
   * nor when a close has said before what is missing. A writer that was passed to {@link #spawn} is
   * not closed.
   *
   * @throws IOException if bytes that were accepted may be missing: a {@link FlushTaskException},
   *     or with the Error as its cause by which a call died. {@link #unsettled} has these bytes
   * @throws IllegalArgumentException if {@link OwnedWriter#check} refuses the last buffer: nothing
   *     is lost, this stays open and its task goes on; {@link #shutdown} with {@link
   *     ShutdownMode#dropTail} ends it without
   * @throws RefusedException.InCall while another call is running that is no close
   */
  @Override
  public void close() throws IOException {
    monitor.close();
  }

  /**
   * Hands out both buffers, and the writer unless the shutdown did, after the end: once, as {@link
   * FlushHandle#reclaim}. What was unflushed is in it and no longer in {@link #unsettled}.
   *
   * @return all of it, the caller's now
   * @throws IllegalStateException before any end, or while another call is running
   */
  public Remains<ByteBuffer, W> reclaim() {
    return monitor.reclaim();
  }
}
