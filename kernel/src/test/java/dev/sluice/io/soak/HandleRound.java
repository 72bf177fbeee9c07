// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io.soak;

import dev.sluice.io.Content;
import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.Remains;
import dev.sluice.kernel.ShutdownRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A bare handle. It writes whole buffers anywhere in a small file, some over others. The contents
 * of the n-th buffer are {@link Content} of the seed and n, so that the last write of a byte is
 * known.
 */
final class HandleRound extends Round {

  private static final int PLACES = 16;

  private final FlushHandle<ByteBuffer, FaultyWriter> handle;
  private final List<Long> submitted = new ArrayList<>();

  /** The flush that submitted a buffer last. */
  private final Map<ByteBuffer, Integer> submittedBy = new IdentityHashMap<>();

  private ByteBuffer mine;

  HandleRound(long seed, Random random, Path file, Totals totals) throws IOException {
    super(seed, random, file, totals);
    mine = newBuffer();
    handle = FlushHandle.spawn(writer, newBuffer(), gate, token, options);
  }

  @Override
  void run() throws Exception {
    FlushTaskException error = null;
    long length = -1;
    try {
      for (int operations = 20 + random.nextInt(300); operations > 0; operations--) {
        flush();
        maybeCancel();
      }
      length = end();
    } catch (FlushTaskException e) {
      error = e;
      checkError(e);
    }
    Remains<ByteBuffer, FaultyWriter> remains = handle.reclaim();
    writer.ended = true;
    if (error == null && remains.error().isPresent()) {
      error = remains.error().get(); // detached, and not shut down
      checkError(error);
    }
    that(remains.error().isPresent() == (error != null), "E1: " + remains);
    totals.endedWell.add(error == null ? 1 : 0);
    checkBuffers(remains, mine == null ? List.of() : List.of(mine));
    checkVerdict(submitted, remains);
    int first = writer.offsets.size();
    for (Remains.Unflushed<ByteBuffer> unflushed : remains.unflushed()) {
      Content.check(
          "unflushed", unflushed.buffer().duplicate(), seed + first++, unflushed.offset());
    }
    checkFile(remains, error == null ? length : -1);
  }

  private void flush() throws IOException {
    int number = submitted.size();
    long offset = (long) random.nextInt(PLACES) * capacity;
    ByteBuffer buffer = Content.fill(mine.clear(), seed + number, offset);
    submitted.add(offset);
    submittedBy.put(buffer, number);
    mine = null;
    ByteBuffer recycled = call(() -> handle.flush(buffer, offset));
    mine = recycled;
    Integer before = submittedBy.get(recycled);
    if (before != null) {
      // B5: the buffer came back, so it was written, and holds what was submitted.
      Content.check("recycled", recycled.duplicate(), seed + before, submitted.get(before));
    }
  }

  /** Ends the handle. Returns how long the file must be then; -1 if that is not known. */
  private long end() throws IOException {
    switch (random.nextInt(5)) {
      case 0:
        handle.detach();
        return -1;
      case 1:
        long length = random.nextInt((PLACES + 1) * capacity);
        call(() -> handle.shutdown(ShutdownRequest.setLength(length)));
        return length;
      case 2:
        call(
            () -> {
              handle.close();
              return null;
            });
        return whole();
      default:
        call(() -> handle.shutdown(ShutdownRequest.keepLength()));
        return whole();
    }
  }

  private long whole() {
    return submitted.stream().mapToLong(offset -> offset + capacity).max().orElse(0);
  }

  /**
   * Compares the file with all writes in their order. Where an unflushed buffer belongs, the bytes
   * may be any.
   */
  private void checkFile(Remains<ByteBuffer, ?> remains, long length) throws IOException {
    if (length >= 0) {
      that(fileSize() == length, "length " + fileSize() + ", not " + length);
    }
    byte[] model = new byte[(PLACES + 1) * capacity];
    for (int i = 0; i < writer.offsets.size(); i++) {
      int offset = Math.toIntExact(writer.offsets.get(i));
      byte[] wanted = Content.bytes(seed + i, offset, capacity);
      that(Arrays.equals(wanted, writer.contents.get(i)), "B5: flush " + i + " wrote other bytes");
      System.arraycopy(wanted, 0, model, offset, capacity);
    }
    byte[] file = Arrays.copyOf(read(0, (int) fileSize()).array(), model.length);
    for (Remains.Unflushed<ByteBuffer> unflushed : remains.unflushed()) {
      int offset = Math.toIntExact(unflushed.offset());
      System.arraycopy(model, offset, file, offset, capacity);
    }
    if (fileSize() < model.length) { // setLength cut the file, or nothing was written behind this
      Arrays.fill(model, (int) fileSize(), model.length, (byte) 0);
      Arrays.fill(file, (int) fileSize(), model.length, (byte) 0);
    }
    int mismatch = Arrays.mismatch(model, file);
    that(mismatch < 0, "B2: the file is not the model's, from byte " + mismatch + " on");
  }
}
