// SPDX-License-Identifier: Apache-2.0
package dev.sluice.edge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.io.BufferedFlushWriter;
import dev.sluice.io.BufferedFlushWriter.Finished;
import dev.sluice.io.FileChannelWriter;
import dev.sluice.io.ShutdownMode;
import dev.sluice.kernel.Bounded;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * "A longer old file keeps its tail or loses it by the length modulo the alignment. The three modes
 * say what becomes of an older, longer file, and do it whatever the tail's length."
 *
 * <p>The tail is empty, aligned, one less and one more than aligned, and almost a whole buffer. It
 * comes after no full buffer, one, and three.
 */
@Bounded
class LongerFileTest {

  private static final int OLD = 1000;
  private static final int ALIGNMENT = 8;
  private static final int[] TAILS = {0, 1, 7, 8, 9, 16, 55, 56, 63};
  private static final int[] FULL = {0, 1, 3};

  @TempDir Path directory;

  private interface Expected {
    /** Returns the length of the file: the old bytes count where there are no new ones. */
    int length(int full, int tail);
  }

  private void eachTail(ShutdownMode mode, boolean oldStays, Expected kept) throws Exception {
    for (int alignment : new int[] {1, ALIGNMENT}) {
      for (int full : FULL) {
        for (int tail : TAILS) {
          one(mode, alignment, full, tail, oldStays, kept.length(full, tail));
        }
      }
    }
  }

  private void one(ShutdownMode mode, int alignment, int full, int tail, boolean oldStays, int kept)
      throws Exception {
    Path path = directory.resolve("old");
    byte[] old = new byte[OLD];
    Arrays.fill(old, (byte) -1);
    Files.write(path, old);
    byte[] accepted = Edge.bytes(full * Edge.CAPACITY + tail);
    Finished<FileChannelWriter> finished;
    try (FileChannelWriter file =
        FileChannelWriter.open(path, alignment, StandardOpenOption.CREATE)) {
      BufferedFlushWriter<FileChannelWriter> buffered =
          BufferedFlushWriter.spawn(
              file,
              0,
              alignment,
              () -> FileChannelWriter.alignedBuffer(Edge.CAPACITY, ALIGNMENT),
              new Gate(),
              new CancellationToken(),
              Edge.patient());
      buffered.write(ByteBuffer.wrap(accepted));
      finished = buffered.shutdown(mode);
      assertEquals(finished.end(), buffered.settledOffset());
    }
    byte[] wanted = oldStays ? old.clone() : new byte[kept];
    byte[] written = Arrays.copyOf(accepted, kept); // with zeroes for padding
    System.arraycopy(written, 0, wanted, 0, kept);
    String what = mode + ", alignment " + alignment + ", " + full + " full, tail " + tail;
    assertEquals(kept, finished.end(), what);
    assertArrayEquals(wanted, Files.readAllBytes(path), what);
  }

  @Test
  @DisplayName("dropTail: an older, longer file keeps what is behind the last full buffer")
  void dropTailKeepsTheRestOfALongerFile() throws Exception {
    eachTail(ShutdownMode.dropTail(), true, (full, tail) -> full * Edge.CAPACITY);
  }

  @Test
  @DisplayName("zeroPad: an older, longer file keeps what is behind the padding")
  void zeroPadKeepsTheRestOfALongerFile() throws Exception {
    int multiple = 16;
    eachTail(
        ShutdownMode.zeroPad(multiple),
        true,
        (full, tail) -> full * Edge.CAPACITY + (tail + multiple - 1) / multiple * multiple);
  }

  /** Seen red by 46cf010, which sets the length only if there was padding. */
  @Test
  @DisplayName("padThenSetLength: an older, longer file ends behind the last byte accepted")
  void padThenSetLengthCutsALongerFile() throws Exception {
    eachTail(ShutdownMode.padThenSetLength(), false, (full, tail) -> full * Edge.CAPACITY + tail);
  }
}
