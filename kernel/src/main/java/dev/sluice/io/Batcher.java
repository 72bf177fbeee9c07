// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io;

import dev.sluice.io.BufferedFlushWriter.Finished;
import dev.sluice.io.BufferedFlushWriter.Region;
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
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Fills buffers with small writes, for the owner of a {@link BufferedFlushWriter}. A full buffer
 * goes into flight, and a clean buffer is filled next.
 *
 * <p>An Error may end a call at any point, as {@link InFlight} says. So here too only stores change
 * what belongs together.
 */
final class Batcher<W extends OwnedWriter<ByteBuffer>> {

  /** To be loaded before a byte is accepted: the class path may be gone when a close comes. */
  static final List<Class<?>> NEEDED =
      List.of(
          Region.class,
          Finished.class,
          FlushStream.class,
          ShutdownMode.DropTail.class,
          ShutdownMode.ZeroPad.class,
          ShutdownMode.PadThenSetLength.class);

  private final InFlight<W> inFlight;
  private final W writer;
  private final int alignment;
  private final int capacity;

  /** The buffer that is being filled; null after reclaim. */
  private ByteBuffer filling;

  /** How many bytes of that buffer are accepted. The buffer's position and limit say nothing. */
  private int filled;

  /** A clean buffer that an exchange could not return. */
  private ByteBuffer returned;

  /** Whether a close has shut down the handle: then nobody has got the writer yet. */
  private boolean closed;

  private Batcher(InFlight<W> inFlight, W writer, ByteBuffer filling, int alignment) {
    this.inFlight = inFlight;
    this.writer = writer;
    this.filling = filling;
    this.capacity = filling.capacity();
    this.alignment = alignment;
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
          "start offset " + start + " is not a multiple of the alignment " + alignment);
    }
    ByteBuffer first = InFlight.cleared(buffers);
    ByteBuffer second = InFlight.cleared(buffers);
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
    writer.check(first, start); // now, and not only when the buffer is full of bytes
    return new Batcher<>(
        new InFlight<>(FlushHandle.spawn(writer, second, gate, token, options), start),
        writer,
        first,
        alignment);
  }

  InFlight<W> inFlight() {
    return inFlight;
  }

  int write(ByteBuffer source) throws FlushTaskException, ClosedChannelException {
    inFlight.requireUsable();
    int accepted = source.remaining();
    while (source.hasRemaining()) {
      if (filled == capacity) { // the buffer was refused before
        submitFilling(capacity, capacity);
      }
      int from = source.position();
      int length = Math.min(source.remaining(), capacity - filled);
      filling.clear(); // a refused shutdown has left a limit
      filling.put(filled, source, from, length);
      source.position(from + length); // accepts these bytes: no call before the next line
      filled += length;
      if (filled == capacity) {
        submitFilling(capacity, capacity);
      }
    }
    return accepted;
  }

  ByteBuffer exchange(ByteBuffer full) throws FlushTaskException, ClosedChannelException {
    inFlight.requireUsable();
    if (filled > 0
        || full.remaining() != capacity
        || full.capacity() != capacity
        || full.isReadOnly()) {
      write(full);
      return full.clear().order(ByteOrder.BIG_ENDIAN);
    }
    ByteBuffer clean = inFlight.submit(full, capacity, capacity);
    try {
      return clean.clear().order(ByteOrder.BIG_ENDIAN);
    } catch (Error e) {
      returned = clean; // the full one is accepted, and reclaim hands out the clean one
      inFlight.first = e;
      inFlight.open = false;
      throw e;
    }
  }

  Finished<W> shutdown(ShutdownMode mode) throws FlushTaskException, ClosedChannelException {
    inFlight.requireUsable();
    int tail = filled;
    long length = mode.written(tail, alignment);
    if (length > capacity) {
      throw new IllegalArgumentException(
          ("a tail of " + tail + " bytes, padded to " + length)
              + (", does not fit into a buffer of " + capacity));
    }
    int kept = (int) mode.kept(tail, alignment);
    long end = inFlight.submitted() + kept;
    Finished<W> finished = new Finished<>(end, writer);
    ShutdownRequest request =
        mode.setsLength() ? ShutdownRequest.setLength(end) : ShutdownRequest.keepLength();
    if (length > 0) {
      filling.clear();
      for (int i = tail; i < length; i++) {
        filling.put(i, (byte) 0);
      }
      submitFilling((int) length, kept); // if the buffer is refused, nothing has changed
    }
    inFlight.open = false; // later bytes would be behind the padding
    try {
      inFlight.shutdown(request, end);
    } catch (FlushTaskException | RuntimeException | Error e) {
      inFlight.first = e;
      throw e;
    }
    filled = 0; // the tail, if it is to be dropped
    return finished;
  }

  /** Returns what the first close after an error throws; null if there is nothing to say. */
  IOException close() throws IOException {
    if (inFlight.first != null) {
      return inFlight.abort(filled > 0);
    }
    if (inFlight.open) {
      try {
        shutdown(ShutdownMode.padThenSetLength());
        closed = true;
      } catch (FlushTaskException e) {
        return e;
      }
    }
    return null;
  }

  List<Region> unsettled() {
    List<Region> regions = inFlight.regions();
    if (filled > 0 && !inFlight.isPending()) { // else these bytes are the pending region
      ByteBuffer tail = filling.asReadOnlyBuffer().position(0).limit(filled);
      regions.add(new Region(inFlight.submitted(), tail));
    }
    return regions;
  }

  Remains<ByteBuffer, W> reclaim() {
    Remains<ByteBuffer, W> remains = inFlight.reclaim();
    List<ByteBuffer> clean = new ArrayList<>(remains.clean());
    addUnlessHeld(filling, remains, clean);
    addUnlessHeld(returned, remains, clean);
    Optional<W> mine = closed ? Optional.of(writer) : remains.writer();
    Remains<ByteBuffer, W> all = new Remains<>(clean, remains.unflushed(), mine, remains.error());
    inFlight.forget(); // this is the last call: only stores follow
    closed = false;
    filling = null;
    filled = 0;
    returned = null;
    return all;
  }

  /** Adds a buffer unless the handle has it, which after an error may be so or not. */
  private static void addUnlessHeld(
      ByteBuffer buffer, Remains<ByteBuffer, ?> remains, List<ByteBuffer> clean) {
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
    filling = inFlight.submit(filling, length, kept);
    filled = 0; // not before: a refused buffer is still being filled
  }
}
