// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io;

import dev.sluice.io.BufferedFlushWriter.Finished;
import dev.sluice.io.BufferedFlushWriter.Region;
import dev.sluice.kernel.CancellationToken;
import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.Gate;
import dev.sluice.kernel.OwnedWriter;
import dev.sluice.kernel.Remains;
import dev.sluice.kernel.ShutdownRequest;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What a {@link BufferedFlushWriter} does, for whoever is in a call of it: the buffer that is being
 * filled, what was submitted, and how far that is known to be written. Any thread may read the two
 * offsets and whether this is open; they only ever move on, but for a buffer that was refused.
 */
final class Batcher<W extends OwnedWriter<ByteBuffer>> {

  private final FlushHandle<ByteBuffer, W> handle;
  private final int alignment;
  private final long start;

  /**
   * Submitted and perhaps not written, oldest first: one at the most between calls, as the kernel
   * holds one buffer; two after an error.
   */
  private final List<Region> maybeFlushed = new ArrayList<>(2);

  /** What is being filled, up to its position; null after an error, and after reclaim. */
  private ByteBuffer filling;

  private FlushTaskException error;
  private volatile boolean open = true;
  private volatile long submitted;
  private volatile long settled;

  private Batcher(
      FlushHandle<ByteBuffer, W> handle, ByteBuffer filling, long start, int alignment) {
    this.handle = handle;
    this.filling = filling;
    this.start = start;
    this.alignment = alignment;
    this.submitted = start;
    this.settled = start;
  }

  static <W extends OwnedWriter<ByteBuffer>> Batcher<W> spawn(
      W writer,
      long start,
      int alignment,
      Supplier<ByteBuffer> buffers,
      Gate.Guard guard,
      CancellationToken token,
      FlushOptions options) {
    if (alignment <= 0 || start < 0 || start % alignment != 0) {
      throw new IllegalArgumentException(
          "start offset " + start + " is no multiple of the alignment " + alignment);
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
    writer.check(first, start); // now, and not when it is full of bytes
    return new Batcher<>(
        FlushHandle.spawn(writer, second, guard, token, options), first, start, alignment);
  }

  boolean isOpen() {
    return open;
  }

  long start() {
    return start;
  }

  long submitted() {
    return submitted;
  }

  long settled() {
    return settled;
  }

  int write(ByteBuffer source) throws FlushTaskException, ClosedChannelException {
    requireUsable();
    int accepted = source.remaining();
    int limit = source.limit();
    while (source.hasRemaining()) {
      source.limit(Math.min(limit, source.position() + filling.remaining()));
      filling.put(source);
      source.limit(limit);
      if (!filling.hasRemaining()) {
        filling = submit(filling, filling.capacity(), filling.capacity());
      }
    }
    return accepted;
  }

  ByteBuffer exchange(ByteBuffer full) throws FlushTaskException, ClosedChannelException {
    requireUsable();
    int capacity = filling.capacity();
    if (filling.position() == 0
        && full.remaining() == capacity
        && full.capacity() == capacity
        && !full.isReadOnly()) {
      return submit(full, capacity, capacity);
    }
    write(full);
    return full.clear();
  }

  Finished<W> shutdown(ShutdownMode mode) throws FlushTaskException, ClosedChannelException {
    requireUsable();
    int tail = filling.position();
    int multiple =
        mode instanceof ShutdownMode.ZeroPad pad
            ? pad.multiple()
            : mode instanceof ShutdownMode.PadThenSetLength ? alignment : 1;
    long padded =
        mode instanceof ShutdownMode.DropTail ? 0 : (tail + multiple - 1L) / multiple * multiple;
    if (padded > filling.capacity()) {
      throw new IllegalArgumentException(
          "a tail of "
              + tail
              + " bytes, padded to a multiple of "
              + multiple
              + ", does not fit into a buffer of "
              + filling.capacity());
    }
    int length = (int) padded;
    int kept = mode instanceof ShutdownMode.PadThenSetLength ? tail : length;
    long end = submitted + kept;
    try {
      if (length > 0) {
        for (int i = tail; i < length; i++) {
          filling.put(i, (byte) 0);
        }
        filling = submit(filling, length, kept); // if it is refused, nothing has changed
      }
      open = false;
      W writer =
          handle.shutdown(
              kept == length ? ShutdownRequest.keepLength() : ShutdownRequest.setLength(end));
      maybeFlushed.clear();
      settled = end;
      return new Finished<>(end, writer);
    } catch (FlushTaskException e) {
      error = null; // closed is closed, whatever came of it
      throw e;
    }
  }

  List<Region> unsettled() {
    List<Region> regions = new ArrayList<>(3);
    maybeFlushed.forEach(r -> regions.add(new Region(r.offset(), r.bytes().duplicate())));
    if (open && filling.position() > 0) {
      regions.add(new Region(submitted, filling.asReadOnlyBuffer().flip()));
    }
    return regions;
  }

  Remains<ByteBuffer, W> reclaim() {
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
   * Hands over a buffer, and returns a clear one. The bookkeeping comes before the hand-over, so
   * that after an error the bytes are still to be read.
   *
   * @param length how many bytes are to be written
   * @param kept how many of these are to stay in the file: all but padding that will be cut off
   */
  private ByteBuffer submit(ByteBuffer buffer, int length, int kept) throws FlushTaskException {
    int position = buffer.position();
    long offset = submitted;
    maybeFlushed.add(new Region(offset, buffer.asReadOnlyBuffer().position(0).limit(kept)));
    submitted = offset + length;
    ByteBuffer clean;
    try {
      clean = handle.flush(buffer.clear().limit(length), offset);
    } catch (FlushTaskException e) {
      open = false;
      error = e;
      filling = buffer == filling ? null : filling; // reclaim has it
      throw e;
    } catch (RuntimeException | Error refused) { // the buffer is still ours, and the task goes on
      buffer.clear().position(position);
      submitted = offset;
      maybeFlushed.remove(maybeFlushed.size() - 1);
      throw refused;
    }
    if (maybeFlushed.size() > 1) {
      maybeFlushed.remove(0); // it came back, so it is written
    }
    settled = maybeFlushed.get(0).offset();
    return clean.clear();
  }

  private void requireUsable() throws ClosedChannelException {
    if (error != null) {
      throw new IllegalStateException("must not use after an error: " + error.getMessage(), error);
    }
    if (!open) {
      throw new ClosedChannelException();
    }
  }
}
