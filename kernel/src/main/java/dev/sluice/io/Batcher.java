// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io;

import dev.sluice.io.BufferedFlushWriter.Finished;
import dev.sluice.io.BufferedFlushWriter.Region;
import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.OwnedWriter;
import dev.sluice.kernel.RefusedException;
import dev.sluice.kernel.Remains;
import dev.sluice.kernel.ShutdownRequest;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a {@link BufferedFlushWriter} does, for whoever is in a call of it: the buffer that is being
 * filled, what was submitted, and how far that is known to be written. Any thread may read the two
 * offsets and whether this is open; they only ever move on, but for a buffer that was refused.
 *
 * <p>An Error may end a call at any point. So what belongs together is changed by stores alone,
 * with no call in between, which needs neither stack nor memory; and what was done half is not
 * trusted.
 */
final class Batcher<W extends OwnedWriter<ByteBuffer>> {

  /** Loaded before a byte is accepted: the class path may be gone by the time of a close. */
  static final List<Class<?>> NEEDED =
      List.of(
          Region.class,
          Finished.class,
          FlushStream.class,
          ShutdownMode.DropTail.class,
          ShutdownMode.ZeroPad.class,
          ShutdownMode.PadThenSetLength.class);

  private final FlushHandle<ByteBuffer, W> handle;
  private final W writer;
  private final int alignment;
  private final int capacity;
  private final long start;

  /** What is being filled; null after reclaim. */
  private ByteBuffer filling;

  /** How many bytes of it are accepted. Its position and limit say nothing. */
  private int filled;

  /** A clean buffer that nothing else refers to for a moment. */
  private ByteBuffer returned;

  /** Submitted, and perhaps not written; and what was submitted or half submitted after that. */
  private Region last;

  private Region pending;

  /** The first error: a {@link FlushTaskException}, or what a call died of. */
  private Throwable first;

  /** Whether a close has said it. */
  private boolean told;

  /** Whether a close has shut down, so that nobody has got the writer yet. */
  private boolean closed;

  /** What the handle handed out, for a reclaim that died after that to be done again. */
  private Remains<ByteBuffer, W> remains;

  private volatile boolean open = true;
  private volatile long submitted;
  private volatile long settled;

  private Batcher(
      FlushHandle<ByteBuffer, W> handle, W writer, ByteBuffer filling, long start, int alignment) {
    this.handle = handle;
    this.writer = writer;
    this.filling = filling;
    this.capacity = filling.capacity();
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
      Gate gate,
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
        FlushHandle.spawn(writer, second, gate, token, options), writer, first, start, alignment);
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
    while (source.hasRemaining()) {
      if (filled == capacity) { // it was refused before
        submitFilling(capacity, capacity);
      }
      int from = source.position();
      int length = Math.min(source.remaining(), capacity - filled);
      filling.clear(); // a shutdown that was refused has left it with a limit
      filling.put(filled, source, from, length);
      source.position(from + length); // this is what says that they are accepted; no call after it
      filled += length;
      if (filled == capacity) {
        submitFilling(capacity, capacity);
      }
    }
    return accepted;
  }

  ByteBuffer exchange(ByteBuffer full) throws FlushTaskException, ClosedChannelException {
    requireUsable();
    if (filled > 0
        || full.remaining() != capacity
        || full.capacity() != capacity
        || full.isReadOnly()) {
      write(full);
      return full.clear().order(ByteOrder.BIG_ENDIAN);
    }
    submit(full, capacity, capacity, 0);
    try {
      returned.clear().order(ByteOrder.BIG_ENDIAN);
    } catch (Error e) {
      first = e; // accepted, and the clean buffer is still here: reclaim hands it out
      open = false;
      throw e;
    }
    ByteBuffer clean = returned;
    returned = null;
    return clean;
  }

  Finished<W> shutdown(ShutdownMode mode) throws FlushTaskException, ClosedChannelException {
    requireUsable();
    int tail = filled;
    long length = mode.written(tail, alignment);
    if (length > capacity) {
      throw new IllegalArgumentException(
          ("a tail of " + tail + " bytes, padded to " + length)
              + (", does not fit into a buffer of " + capacity));
    }
    int kept = (int) mode.kept(tail, alignment);
    long end = submitted + kept;
    Finished<W> finished = new Finished<>(end, writer);
    ShutdownRequest request =
        mode.setsLength() ? ShutdownRequest.setLength(end) : ShutdownRequest.keepLength();
    if (length > 0) {
      filling.clear();
      for (int i = tail; i < length; i++) {
        filling.put(i, (byte) 0);
      }
      submitFilling((int) length, kept); // if it is refused, nothing has changed
    }
    open = false; // what comes after padding would be behind it
    try {
      handle.shutdown(request);
    } catch (FlushTaskException | RuntimeException | Error e) {
      first = e;
      throw e;
    }
    filled = 0; // a tail that is to be dropped
    last = null;
    settled = end;
    return finished;
  }

  /** What is missing, as the first close after an error says; null if nothing is to be said. */
  IOException close() throws IOException {
    if (first == null && open) {
      try {
        shutdown(ShutdownMode.padThenSetLength());
        closed = true;
      } catch (FlushTaskException e) {
        return e;
      }
    } else if (first != null && !told) {
      open = false;
      IOException missing =
          first instanceof FlushTaskException error
              ? error.inCaller()
              : new IOException(
                  "a call died of " + first + ", what may be missing is in unsettled()", first);
      try {
        handle.close(); // no effect if it has ended
      } catch (FlushTaskException e) {
        missing.addSuppressed(e);
      }
      boolean all = last == null && pending == null && filled == 0;
      return all && first instanceof FlushTaskException ? null : missing;
    }
    return null;
  }

  /** The last that is done before a close says what is missing: no close says so again. */
  void told() {
    told = true;
  }

  List<Region> unsettled() {
    List<Region> regions = new ArrayList<>(3);
    if (last != null) {
      regions.add(new Region(last.offset(), last.bytes().duplicate()));
    }
    if (pending != null) {
      regions.add(new Region(pending.offset(), pending.bytes().duplicate()));
    }
    if (filled > 0) {
      regions.add(new Region(submitted, filling.asReadOnlyBuffer().position(0).limit(filled)));
    }
    return regions;
  }

  Remains<ByteBuffer, W> reclaim() {
    if (remains == null) {
      remains = handle.reclaim();
    }
    List<ByteBuffer> clean = new ArrayList<>(remains.clean());
    addUnlessHeld(filling, clean);
    addUnlessHeld(returned, clean);
    Optional<W> mine = closed ? Optional.of(writer) : remains.writer();
    Remains<ByteBuffer, W> all = new Remains<>(clean, remains.unflushed(), mine, remains.error());
    remains = null;
    closed = false;
    filling = null;
    filled = 0;
    returned = null;
    last = null;
    pending = null;
    return all;
  }

  /** After an error the handle has it, or not, as the case may be. */
  private void addUnlessHeld(ByteBuffer buffer, List<ByteBuffer> clean) {
    boolean held = buffer == null;
    for (ByteBuffer other : clean) {
      held |= other == buffer;
    }
    for (Remains.Unflushed<ByteBuffer> other : remains.unflushed()) {
      held |= other.buffer() == buffer;
    }
    if (!held) {
      clean.add(buffer);
    }
  }

  private void submitFilling(int length, int kept) throws FlushTaskException {
    submit(filling, length, kept, filled);
    filling = returned;
    returned = null;
  }

  /**
   * Hands over a buffer, and puts a clean one into {@code returned}. The bookkeeping comes before
   * the hand-over, so that after an error the bytes are still to be read.
   *
   * @param length how many bytes are to be written
   * @param kept how many of these are to stay in the file: all but padding that will be cut off
   * @param mine how many bytes of {@code filling} this is: all, or none
   */
  private void submit(ByteBuffer buffer, int length, int kept, int mine) throws FlushTaskException {
    long offset = submitted;
    Region region = new Region(offset, buffer.asReadOnlyBuffer().position(0).limit(kept));
    buffer.position(0).limit(length); // and not clear: one that is refused keeps its mark
    pending = region;
    submitted = offset + length;
    filled -= mine;
    try {
      returned = handle.flush(buffer, offset);
      settled = offset; // the buffer before this one came back, so it is written
      last = region;
      pending = null;
    } catch (FlushTaskException e) {
      open = false;
      first = e;
      throw e;
    } catch (RuntimeException | Error e) {
      first = e;
      if (handle.isOpen()) { // refused, or it died before it was let in: the buffer is still ours
        pending = null;
        submitted = offset;
        filled += mine;
        first = null;
      } else {
        open = false;
      }
      throw e;
    }
  }

  private void requireUsable() throws ClosedChannelException {
    if (first != null) {
      open = false;
      throw new RefusedException.Ended("an error: " + first.getMessage(), first);
    }
    if (!open) {
      throw new ClosedChannelException();
    }
  }
}
