// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io;

import dev.sluice.io.BufferedFlushWriter.Region;
import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.OwnedWriter;
import dev.sluice.kernel.RefusedException;
import dev.sluice.kernel.Remains;
import dev.sluice.kernel.ShutdownRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What was submitted to the flush task, how far that is known to be written, and the first error.
 * Any thread may read the two offsets and {@code open}. The offsets only grow, except that {@code
 * submitted} goes back if a buffer is refused.
 *
 * <p>An Error may end a call at any point. So only stores change what belongs together, with no
 * call in between: a store needs neither stack nor memory. What was half done is not trusted.
 */
final class InFlight<W extends OwnedWriter<ByteBuffer>> {

  private final FlushHandle<ByteBuffer, W> handle;
  private final long start;

  /**
   * What was submitted and perhaps not written; then what was submitted, perhaps half, after it.
   */
  private Region last;

  private Region pending;

  /** What the handle handed out. A reclaim that dies after that can be done again. */
  private Remains<ByteBuffer, W> remains;

  /**
   * The first error: a {@link FlushTaskException}, or what a call died of. The batcher stores it
   * itself, and sets {@code open} itself, where a call for that could fail.
   */
  Throwable first;

  volatile boolean open = true;
  private volatile long submitted;
  private volatile long settled;

  InFlight(FlushHandle<ByteBuffer, W> handle, long start) {
    this.handle = handle;
    this.start = start;
    this.submitted = start;
    this.settled = start;
  }

  /**
   * Takes a buffer of the caller. The method is in this class so that the class resolves the type
   * of a buffer. Else {@link #submit} would resolve it after the hand-over, where an Error would
   * lose the buffer that came back.
   */
  static ByteBuffer cleared(Supplier<ByteBuffer> buffers) {
    return Objects.requireNonNull(buffers.get(), "buffer").clear();
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

  /** Whether a hand-over has failed or was half done. Its bytes are the last of the regions. */
  boolean isPending() {
    return pending != null;
  }

  /** Returns a new list of what may not be written, in order and without gaps. */
  List<Region> regions() {
    List<Region> regions = new ArrayList<>(3);
    if (last != null) {
      regions.add(new Region(last.offset(), last.bytes().duplicate()));
    }
    if (pending != null) {
      regions.add(new Region(pending.offset(), pending.bytes().duplicate()));
    }
    return regions;
  }

  void requireUsable() throws ClosedChannelException {
    if (first != null) {
      open = false;
      throw new RefusedException.Ended("an error: " + first.getMessage(), first);
    }
    if (!open) {
      throw new ClosedChannelException();
    }
  }

  /**
   * Hands over a buffer. The bookkeeping comes before the hand-over, so that the bytes can still be
   * read after an error.
   *
   * @param length how many bytes are to be written
   * @param kept how many of these stay in the file: all except padding that will be cut off
   * @return a clean buffer; nothing else refers to it, so the caller must store it at once
   */
  ByteBuffer submit(ByteBuffer buffer, int length, int kept) throws FlushTaskException {
    long offset = submitted;
    Region region = new Region(offset, buffer.asReadOnlyBuffer().position(0).limit(kept));
    buffer.position(0).limit(length); // not clear(): a refused buffer keeps its mark
    pending = region;
    submitted = offset + length;
    try {
      ByteBuffer clean = handle.flush(buffer, offset);
      settled = offset; // the buffer before this one came back, so it is written
      last = region;
      pending = null;
      return clean;
    } catch (FlushTaskException e) {
      open = false;
      first = e;
      throw e;
    } catch (RuntimeException | Error e) {
      first = e;
      if (handle.isOpen()) { // refused, or the call died before it was let in: it is still ours
        pending = null;
        submitted = offset;
        first = null;
      } else {
        open = false;
      }
      throw e;
    }
  }

  /** Ends the task after all that was submitted is written. Then all is settled up to the end. */
  void shutdown(ShutdownRequest request, long end) throws FlushTaskException {
    handle.shutdown(request);
    last = null;
    settled = end;
  }

  /**
   * Ends the task after an error.
   *
   * @param more whether bytes were accepted that were not submitted
   * @return what a close is to throw; null if nothing is missing
   */
  IOException abort(boolean more) {
    open = false;
    IOException missing =
        first instanceof FlushTaskException error
            ? error.inCaller()
            : new IOException(
                "a call died of " + first + ", what may be missing is in unsettled()", first);
    try {
      handle.close(); // no effect if the handle has ended
    } catch (FlushTaskException e) {
      missing.addSuppressed(e);
    }
    boolean all = last == null && pending == null && !more;
    return all && first instanceof FlushTaskException ? null : missing;
  }

  /** Returns what the handle hands out, and the same again until {@link #forget}. */
  Remains<ByteBuffer, W> reclaim() {
    if (remains == null) {
      remains = handle.reclaim();
    }
    return remains;
  }

  /** Drops what was reclaimed, which is the caller's now. */
  void forget() {
    remains = null;
    last = null;
    pending = null;
  }
}
