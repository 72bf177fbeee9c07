// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io;

import dev.sluice.kernel.CancellationToken;
import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.Gate;
import dev.sluice.kernel.OwnedWriter;
import dev.sluice.kernel.Remains;
import dev.sluice.kernel.ShutdownRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
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
 * <p>All methods are for one owner at a time, as those of {@link FlushHandle}; no other thread may
 * read what they return while the owner writes.
 *
 * <p>Writes are always copied: a channel's caller has its buffer back when {@code write} returns,
 * and a background task needs it for longer.
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

  private final FlushHandle<ByteBuffer, W> handle;
  private final int alignment;

  /**
   * Submitted and perhaps not written, oldest first: one at the most between calls, as the kernel
   * holds one buffer; two after an error.
   */
  private final List<Region> maybeFlushed = new ArrayList<>(2);

  /** What is being filled, up to its position; null after an error, and after reclaim. */
  private ByteBuffer filling;

  private long submittedOffset;
  private long settledOffset;
  private boolean open = true;

  private BufferedFlushWriter(
      FlushHandle<ByteBuffer, W> handle, ByteBuffer filling, long startOffset, int alignment) {
    this.handle = handle;
    this.filling = filling;
    this.submittedOffset = startOffset;
    this.settledOffset = startOffset;
    this.alignment = alignment;
  }

  /**
   * Starts a flush task and returns a writer on top of it.
   *
   * @param writer the task's from now on
   * @param startOffset where the first byte goes; a multiple of the alignment
   * @param alignment in bytes: what offset and length of a write must be a multiple of; 1 for none
   * @param buffers called twice, for two buffers of one capacity: a multiple of the alignment. They
   *     are cleared; {@link #reclaim} hands them out
   * @param guard released when the task exits
   * @param token stops the task when it is cancelled
   * @param options thread, policies, listener
   * @param <W> the writer
   * @return the writer
   * @throws IllegalArgumentException if offset, alignment or buffers are not as said; nothing was
   *     started then
   */
  public static <W extends OwnedWriter<ByteBuffer>> BufferedFlushWriter<W> spawn(
      W writer,
      long startOffset,
      int alignment,
      Supplier<ByteBuffer> buffers,
      Gate.Guard guard,
      CancellationToken token,
      FlushOptions options) {
    if (alignment <= 0 || startOffset < 0 || startOffset % alignment != 0) {
      throw new IllegalArgumentException(
          "start offset " + startOffset + " is no multiple of the alignment " + alignment);
    }
    ByteBuffer first = Objects.requireNonNull(buffers.get(), "buffer").clear();
    ByteBuffer second = Objects.requireNonNull(buffers.get(), "buffer").clear();
    int capacity = first.capacity();
    if (first == second || first.isReadOnly() || second.isReadOnly()) {
      throw new IllegalArgumentException("two buffers are needed, and not read-only ones");
    }
    if (capacity == 0 || capacity != second.capacity() || capacity % alignment != 0) {
      throw new IllegalArgumentException(
          "capacities "
              + capacity
              + " and "
              + second.capacity()
              + " must be one positive multiple of the alignment "
              + alignment);
    }
    return new BufferedFlushWriter<>(
        FlushHandle.spawn(writer, second, guard, token, options), first, startOffset, alignment);
  }

  /**
   * Accepts all bytes of a buffer, from position to limit. Waits while the task is behind.
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
   * @throws IllegalStateException after an error
   */
  @Override
  public int write(ByteBuffer source) throws FlushTaskException, ClosedChannelException {
    requireUsable();
    int accepted = source.remaining();
    int limit = source.limit();
    while (source.hasRemaining()) {
      source.limit(Math.min(limit, source.position() + filling.remaining()));
      filling.put(source);
      source.limit(limit);
      if (!filling.hasRemaining()) {
        submit(filling.capacity(), filling.capacity());
      }
    }
    return accepted;
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
   * @throws IllegalStateException after an error
   */
  public Finished<W> shutdown(ShutdownMode mode) throws FlushTaskException, ClosedChannelException {
    Objects.requireNonNull(mode, "mode");
    requireUsable();
    int tail = filling.position();
    int multiple =
        mode instanceof ShutdownMode.ZeroPad pad
            ? pad.multiple()
            : mode instanceof ShutdownMode.PadThenSetLength ? alignment : 1;
    long padded = (tail + multiple - 1L) / multiple * multiple;
    if (padded > filling.capacity()) {
      throw new IllegalArgumentException(
          "a tail of "
              + tail
              + " bytes, padded to a multiple of "
              + multiple
              + ", does not fit into a buffer of "
              + filling.capacity());
    }
    ShutdownRequest request = ShutdownRequest.keepLength();
    long end = submittedOffset + padded;
    if (mode instanceof ShutdownMode.DropTail) {
      end = submittedOffset;
    } else if (mode instanceof ShutdownMode.PadThenSetLength && padded > tail) {
      end = submittedOffset + tail;
      request = ShutdownRequest.setLength(end);
    }
    open = false;
    if (end != submittedOffset) {
      submit((int) padded, (int) (end - submittedOffset));
    }
    W writer = handle.shutdown(request);
    maybeFlushed.clear();
    settledOffset = end;
    return new Finished<>(end, writer);
  }

  /**
   * The offset behind the last byte submitted; those behind it are in {@link #unsettled} alone.
   *
   * @return in bytes, the start offset included
   */
  public long submittedOffset() {
    return submittedOffset;
  }

  /**
   * Up to here, from the start offset, all bytes are written. Padding that was cut off is not in
   * it; a {@link #reclaim} does not move it.
   *
   * @return in bytes
   */
  public long settledOffset() {
    return settledOffset;
  }

  /**
   * What was accepted and may not be in the file yet, in order and without gaps: what was submitted
   * last, and what does not fill a buffer yet. After an error: all that may be missing from the
   * file.
   *
   * @return the regions, from {@link #settledOffset} on; empty after a shutdown or {@link #reclaim}
   */
  public List<Region> unsettled() {
    List<Region> regions = new ArrayList<>(3);
    maybeFlushed.forEach(r -> regions.add(new Region(r.offset(), r.bytes().duplicate())));
    if (open && filling != null && filling.position() > 0) {
      regions.add(new Region(submittedOffset, filling.asReadOnlyBuffer().flip()));
    }
    return regions;
  }

  /**
   * A stream into this writer. Its {@code flush()} does nothing: a buffer that is not full is never
   * submitted, and what was submitted is not known to be written. Its {@code close()} is {@link
   * #close}.
   *
   * @return a view, for the same owner
   */
  public OutputStream asOutputStream() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        BufferedFlushWriter.this.write(ByteBuffer.wrap(new byte[] {(byte) b}));
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        BufferedFlushWriter.this.write(ByteBuffer.wrap(bytes, offset, length));
      }

      @Override
      public void close() throws IOException {
        BufferedFlushWriter.this.close();
      }
    };
  }

  /** Whether bytes are accepted: false after a shutdown, a close or an error. */
  @Override
  public boolean isOpen() {
    return open && filling != null;
  }

  /**
   * Ends as a channel's user expects: all bytes accepted are written and nothing else, as by {@link
   * #shutdown} with {@link ShutdownMode#padThenSetLength}. The writer itself is not closed. No
   * effect after a shutdown, a close or an error.
   *
   * @throws FlushTaskException if the task ended before all was done
   * @throws IllegalArgumentException if {@link OwnedWriter#check} refuses the last buffer: nothing
   *     is lost, this stays open and its task goes on; {@link #shutdown} with {@link
   *     ShutdownMode#dropTail} ends it without
   */
  @Override
  public void close() throws IOException {
    if (isOpen()) {
      shutdown(ShutdownMode.padThenSetLength());
    }
  }

  /**
   * Hands out both buffers, and the writer unless the shutdown did, after the end: once, as {@link
   * FlushHandle#reclaim}. What was unflushed is in it and no longer in {@link #unsettled}.
   *
   * @return all of it, the caller's now
   * @throws IllegalStateException before any end
   */
  public Remains<ByteBuffer, W> reclaim() {
    Remains<ByteBuffer, W> remains = handle.reclaim();
    maybeFlushed.clear();
    if (filling == null) {
      return remains;
    }
    List<ByteBuffer> clean = new ArrayList<>(remains.clean());
    clean.add(filling);
    filling = null;
    return new Remains<>(clean, remains.unflushed(), remains.writer(), remains.error());
  }

  /**
   * Hands over what is being filled, with zeroes up to a length. The bookkeeping comes before the
   * hand-over, so that after an error the bytes are still to be read: they are in what is maybe
   * flushed, and there is nothing to fill any more.
   *
   * @param kept how many bytes are to stay in the file: all but padding that will be cut off
   */
  private void submit(int length, int kept) throws FlushTaskException {
    ByteBuffer buffer = filling;
    int tail = buffer.position();
    Region region = new Region(submittedOffset, buffer.asReadOnlyBuffer().position(0).limit(kept));
    while (buffer.position() < length) {
      buffer.put((byte) 0);
    }
    maybeFlushed.add(region);
    submittedOffset += length;
    filling = null;
    ByteBuffer clean;
    try {
      clean = handle.flush(buffer.flip(), region.offset());
    } catch (RuntimeException refused) { // the buffer is still ours, and the task goes on
      filling = buffer.clear().position(tail);
      submittedOffset = region.offset();
      maybeFlushed.remove(maybeFlushed.size() - 1);
      open = true; // a shutdown that was refused is none
      throw refused;
    }
    if (maybeFlushed.size() > 1) {
      maybeFlushed.remove(0); // it came back, so it is written
    }
    settledOffset = maybeFlushed.get(0).offset();
    filling = clean.clear();
  }

  private void requireUsable() throws ClosedChannelException {
    if (!open) {
      throw new ClosedChannelException();
    }
    if (filling == null) {
      throw new IllegalStateException("must not use after an error");
    }
  }
}
