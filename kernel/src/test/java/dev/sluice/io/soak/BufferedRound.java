// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io.soak;

import dev.sluice.io.BufferedFlushWriter;
import dev.sluice.io.BufferedFlushWriter.Region;
import dev.sluice.io.Content;
import dev.sluice.io.ShutdownMode;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.Remains;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A buffered writer: the model of its file is {@link Content}. */
final class BufferedRound extends Round {

  private final long start;
  private final BufferedFlushWriter<FaultyWriter> buffered;

  /** The caller's own buffer, for an exchange; null if an error took it. */
  private ByteBuffer mine;

  private long accepted;
  private long settled;

  BufferedRound(long seed, Random random, Path file, Totals totals) throws IOException {
    super(seed, random, file, totals);
    start = (long) random.nextInt(4) * alignment;
    accepted = start;
    settled = start;
    buffered =
        BufferedFlushWriter.spawn(writer, start, alignment, this::newBuffer, gate, token, options);
    mine = newBuffer();
  }

  @Override
  void run() throws Exception {
    ShutdownMode mode = ShutdownMode.dropTail();
    FlushTaskException error = null;
    BufferedFlushWriter.Finished<FaultyWriter> finished = null;
    boolean ending = false;
    try {
      for (int operations = 20 + random.nextInt(300); operations > 0; operations--) {
        operation();
        maybeCancel();
      }
      mode = mode();
      ending = true;
      finished = shutdown(mode);
    } catch (FlushTaskException e) {
      error = e;
      checkError(e);
    }
    writer.ended = true;
    if (finished != null) {
      totals.endedWell.increment();
      that(finished.writer() == writer, "another writer");
      checkEnd(mode, finished.end());
    } else {
      checkSettled();
      checkUnsettled(ending ? mode : ShutdownMode.padThenSetLength());
    }
    long submittedEnd = buffered.submittedOffset();
    Remains<ByteBuffer, FaultyWriter> remains = buffered.reclaim();
    that(remains.error().isPresent() == (error != null), "E1: " + remains);
    checkBuffers(remains, mine == null ? List.of() : List.of(mine));
    List<Long> submitted = new ArrayList<>();
    for (long offset = start; offset < submittedEnd; offset += capacity) {
      submitted.add(offset);
    }
    checkVerdict(submitted, remains);
  }

  private void operation() throws IOException {
    int dice = random.nextInt(100);
    if (dice < 60) {
      int most = random.nextInt(4) == 0 ? 5 * capacity / 2 : capacity / 4;
      write(Content.fill(ByteBuffer.allocate(random.nextInt(most + 1)), seed, accepted), false);
    } else if (dice < 75) {
      if (random.nextBoolean()) { // from a boundary on, whole buffers are not copied
        int rest = (int) (capacity - (accepted - buffered.submittedOffset()));
        write(Content.fill(ByteBuffer.allocate(rest), seed, accepted), false);
      }
      for (int times = random.nextInt(4); times >= 0; times--) {
        int length = random.nextInt(6) == 0 ? random.nextInt(capacity) : capacity;
        write(Content.fill(mine.clear().limit(length), seed, accepted), true);
      }
    } else if (dice < 80) {
      byte[] bytes = Content.bytes(seed, accepted, 1 + random.nextInt(20));
      ByteBuffer counted = ByteBuffer.wrap(bytes);
      accept(
          counted,
          () -> {
            buffered.asOutputStream().write(bytes);
            counted.position(bytes.length);
            return null;
          },
          () -> accepted = buffered.submittedOffset());
    } else if (dice < 90) {
      checkUnsettled(ShutdownMode.padThenSetLength());
    } else {
      checkSettled();
    }
  }

  private void write(ByteBuffer bytes, boolean exchange) throws IOException {
    if (!exchange) {
      accept(bytes, () -> buffered.write(bytes), () -> {});
      return;
    }
    int length = bytes.remaining();
    ByteBuffer given = mine;
    boolean[] taken = {false};
    accept(
        ByteBuffer.allocate(length),
        () -> mine = buffered.exchange(given),
        () -> {
          // The buffer was whole and was submitted itself. It is the kernel's now: all was
          // accepted.
          taken[0] = buffered.submittedOffset() == accepted + length && given.remaining() == length;
          mine = taken[0] ? null : given;
          accepted += taken[0] ? length : given.position();
        });
    accepted += length;
    that(mine.position() == 0 && mine.limit() == capacity, "not clear");
  }

  /** Counts what was accepted, also after an error. */
  private void accept(ByteBuffer bytes, Call<?> write, Runnable onError) throws IOException {
    int before = bytes.position();
    try {
      call(write);
    } catch (FlushTaskException e) {
      onError.run();
      throw e;
    } finally {
      accepted += bytes.position() - before;
    }
  }

  private ShutdownMode mode() {
    return switch (random.nextInt(4)) {
      case 0 -> ShutdownMode.dropTail();
      case 1 -> ShutdownMode.zeroPad(alignment * (1 + random.nextInt(capacity / alignment)));
      default -> ShutdownMode.padThenSetLength();
    };
  }

  /** Shuts down. A padding that does not fit is refused, and changes nothing. */
  private BufferedFlushWriter.Finished<FaultyWriter> shutdown(ShutdownMode mode)
      throws IOException {
    try {
      return call(() -> buffered.shutdown(mode));
    } catch (IllegalArgumentException refused) {
      that(mode instanceof ShutdownMode.ZeroPad, "refused: " + refused);
      checkUnsettled(ShutdownMode.padThenSetLength());
      return call(() -> buffered.shutdown(ShutdownMode.zeroPad(alignment)));
    }
  }

  private void checkEnd(ShutdownMode mode, long end) throws IOException {
    long whole = start + (accepted - start) / capacity * capacity;
    if (mode instanceof ShutdownMode.DropTail) {
      that(end == whole, "dropped to " + end + ", accepted " + accepted);
    } else if (mode instanceof ShutdownMode.PadThenSetLength) {
      that(end == accepted, "ends at " + end + ", accepted " + accepted);
    } else {
      that(end >= accepted && end % alignment == 0, "padded to " + end);
    }
    boolean untouched = end == start && !(mode instanceof ShutdownMode.PadThenSetLength);
    that(fileSize() == (untouched ? 0 : end), "length " + fileSize() + ", ended at " + end);
    that(buffered.settledOffset() == end && buffered.unsettled().isEmpty(), "not all is settled");
    int kept = (int) (Math.min(end, accepted) - start);
    Content.check("file", read(start, kept), seed, start);
    ByteBuffer padding = read(start + kept, (int) (end - start - kept));
    while (padding.hasRemaining()) {
      that(padding.get() == 0, "padded with something else");
    }
  }

  /** Checks that what is settled is in the file, and stays settled. */
  private void checkSettled() throws IOException {
    long now = buffered.settledOffset();
    that(now >= settled, "settled up to " + settled + ", then to " + now);
    settled = now;
    int length = (int) Math.min(now - start, 4L * capacity);
    Content.check("settled", read(now - length, length), seed, now - length);
  }

  /** Checks that all that was accepted is readable, from the settled offset on. */
  private void checkUnsettled(ShutdownMode mode) {
    long at = buffered.settledOffset();
    for (Region region : buffered.unsettled()) {
      that(region.offset() == at, "a gap before " + region.offset() + ", from " + at);
      int known = (int) Math.min(region.bytes().remaining(), accepted - at);
      ByteBuffer bytes = region.bytes();
      Content.check("unsettled", bytes.duplicate().limit(bytes.position() + known), seed, at);
      at += bytes.remaining();
    }
    totals.lost.add(at < accepted && !(mode instanceof ShutdownMode.DropTail) ? 1 : 0);
    that(
        mode instanceof ShutdownMode.PadThenSetLength
            ? at == accepted
            : mode instanceof ShutdownMode.ZeroPad ? at >= accepted : at <= accepted,
        "readable up to " + at + ", accepted " + accepted);
  }
}
