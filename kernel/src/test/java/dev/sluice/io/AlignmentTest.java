// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.kernel.Bounded;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Direct I/O, and the alignment that it needs. The alignment is checked without direct I/O too. */
@Bounded
class AlignmentTest {

  private static final int BLOCK = 4096;

  @TempDir Path directory;

  private static String refusal(FileChannelWriter writer, ByteBuffer buffer, long offset) {
    return assertThrows(IllegalArgumentException.class, () -> writer.check(buffer, offset))
        .getMessage();
  }

  /** Seen red, in a line each, by a check without the offset, the length, the heap, the address. */
  @Test
  @DisplayName("H3: offset, length and address are checked, on a file that would take them all")
  void offsetLengthAndAddressAreCheckedForAlignment() throws IOException {
    try (FileChannelWriter writer = FileChannelWriter.open(directory.resolve("file"), BLOCK)) {
      ByteBuffer good = FileChannelWriter.alignedBuffer(2 * BLOCK, BLOCK);
      writer.check(good, 0);
      writer.check(good.position(BLOCK), 3 * BLOCK);
      good.clear();
      assertEquals(
          "offset 512 or length 8192 is not a multiple of 4096", refusal(writer, good, 512));
      assertEquals(
          "offset 0 or length 8191 is not a multiple of 4096",
          refusal(writer, good.limit(2 * BLOCK - 1), 0));
      String address = "the buffer is on the heap, or its address is not a multiple of 4096";
      assertEquals(address, refusal(writer, ByteBuffer.allocate(BLOCK), 0));
      assertEquals(address, refusal(writer, good.limit(BLOCK + 512).position(512), 0));
    }
  }

  /**
   * A heap buffer is refused for this reason: on JDK 25.0.3 a direct write from it takes the copy
   * of the previous write out of the JDK's cache, finds that its address is not aligned, and
   * forgets it. That native memory is lost ({@code
   * sun.nio.ch.Util.getTemporaryAlignedDirectBuffer}). All else about this buffer is right. Seen
   * red by a check that leaves {@code isDirect} out: it throws what the JDK throws.
   */
  @Test
  @DisplayName("H3: a heap buffer is refused where there is an alignment, and taken where none is")
  void aHeapBufferIsRefusedWhereThereIsAnAlignment() throws IOException {
    ByteBuffer onHeap = ByteBuffer.allocate(BLOCK);
    for (int alignment : new int[] {2, 512, BLOCK}) {
      try (FileChannelWriter writer = FileChannelWriter.open(directory.resolve("f"), alignment)) {
        assertEquals(
            "the buffer is on the heap, or its address is not a multiple of " + alignment,
            refusal(writer, onHeap, 0));
      }
    }
    try (FileChannelWriter writer = FileChannelWriter.open(directory.resolve("f"))) {
      writer.check(onHeap, 0);
    }
  }

  /**
   * The JDK's rule, on 17.0.15 and 25.0.3, is {@code FileStore.getBlockSize}, whatever the device
   * needs. Seen red by an open that does not look at it: the task has an error, and there is no
   * refusal.
   */
  @Test
  @DisplayName("direct I/O by less than the store's block is refused at open, and nothing is done")
  void directIoByLessThanABlockIsRefusedAtOpen() throws Exception {
    OpenOption[] options = {
      StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, direct()
    };
    long block = Files.getFileStore(directory).getBlockSize();
    Path file = directory.resolve("file");
    for (int alignment = (int) block / 2; alignment > 0; alignment /= 8) {
      int less = alignment;
      String refusal =
          "direct I/O needs a multiple of the block size of the file's store, which is %d bytes:"
              + " the alignment is %d: %s";
      for (byte[] content : new byte[][] {null, {1, 2, 3}}) { // before the file exists, and after
        if (content != null) {
          Files.write(file, content);
        }
        assertEquals(
            String.format(refusal, block, less, file),
            assertThrows(
                    IllegalArgumentException.class,
                    () -> FileChannelWriter.open(file, less, options))
                .getMessage());
        assertEquals(content != null, Files.exists(file));
      }
      assertEquals(3, Files.size(file), "it was emptied");
      Files.delete(file);
    }
    openDirect(file, 2 * (int) block, options).close(); // a multiple
  }

  /** Seen red by a spawn that checks only the second buffer. */
  @Test
  @DisplayName("H1: a buffer that is not aligned is found at spawn, whichever of the two it is")
  void spawnRefusesEitherBufferThatIsNotAligned() throws IOException {
    try (FileChannelWriter writer = FileChannelWriter.open(directory.resolve("file"), BLOCK)) {
      Gate gate = new Gate();
      for (boolean firstIsGood : new boolean[] {false, true}) {
        boolean[] good = {!firstIsGood};
        assertThrows(
            IllegalArgumentException.class,
            () ->
                BufferedFlushWriter.spawn(
                    writer,
                    0,
                    BLOCK,
                    () ->
                        (good[0] = !good[0])
                            ? FileChannelWriter.alignedBuffer(BLOCK, BLOCK)
                            : ByteBuffer.allocate(BLOCK),
                    gate,
                    new CancellationToken(),
                    FlushOptions.defaults()));
      }
    }
  }

  @Test
  @DisplayName("aligned buffers start and end where they should; bad alignments are refused")
  void alignedBuffersAreAlignedAndBadAlignmentsRefused() {
    for (int i = 0; i < 20; i++) {
      ByteBuffer buffer = FileChannelWriter.alignedBuffer(3 * BLOCK, BLOCK);
      assertEquals(3 * BLOCK, buffer.capacity());
      assertEquals(0, buffer.alignmentOffset(0, BLOCK));
    }
    Path file = directory.resolve("file");
    for (int bad : new int[] {0, -4096, Integer.MIN_VALUE, 6}) {
      assertThrows(IllegalArgumentException.class, () -> FileChannelWriter.open(file, bad));
      assertThrows(
          IllegalArgumentException.class, () -> FileChannelWriter.alignedBuffer(BLOCK, bad));
    }
    for (int bad : new int[] {100, -64}) {
      assertThrows(IllegalArgumentException.class, () -> FileChannelWriter.alignedBuffer(bad, 64));
    }
    assertFalse(Files.exists(file), "it was not opened");
  }

  /** Seen red by a setLength that writes the block with the last byte though bytes are in it. */
  @Test
  @DisplayName("T15: an aligned writer makes a file longer, and keeps what is in it")
  void setLengthOfAnAlignedWriterKeepsWhatIsThere() throws IOException {
    Path file = directory.resolve("file");
    try (FileChannelWriter writer = FileChannelWriter.open(file, BLOCK)) {
      byte[] expected = new byte[2 * BLOCK];
      Arrays.fill(expected, 0, 100, (byte) 7);
      Files.write(file, Arrays.copyOf(expected, 100));
      for (int length : new int[] {200, BLOCK, BLOCK + 1, 2 * BLOCK, 50}) {
        writer.setLength(length);
        assertArrayEquals(Arrays.copyOf(expected, length), Files.readAllBytes(file));
      }
    }
  }

  /** Seen red by a growing setLength that writes one byte: the system refuses it. */
  @Test
  @DisplayName("B2: direct I/O by aligned buffers writes each byte, the tail padded and cut off")
  void directIoWritesEachByteAndCutsOffThePadding() throws Exception {
    Path file = directory.resolve("file");
    OpenOption[] options = {StandardOpenOption.WRITE, StandardOpenOption.CREATE, direct()};
    assertThrows(IllegalArgumentException.class, () -> FileChannelWriter.open(file, options));
    assertFalse(Files.exists(file));
    int block = (int) Files.getFileStore(directory).getBlockSize();
    byte[] bytes = new byte[20 * block + 123];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31 + i / block);
    }
    try (FileChannelWriter writer = openDirect(file, block, options)) {
      BufferedFlushWriter<FileChannelWriter> buffered =
          BufferedFlushWriter.spawn(
              writer,
              0,
              block,
              () -> FileChannelWriter.alignedBuffer(2 * block, block),
              new Gate(),
              new CancellationToken(),
              FlushOptions.defaults());
      buffered.write(ByteBuffer.wrap(bytes));
      assertEquals(bytes.length, buffered.shutdown(ShutdownMode.padThenSetLength()).end());
      assertArrayEquals(bytes, Files.readAllBytes(file));
      writer.setLength(bytes.length + 1);
      assertArrayEquals(Arrays.copyOf(bytes, bytes.length + 1), Files.readAllBytes(file));
      ByteBuffer misaligned = ByteBuffer.allocate(1);
      assertThrows(IOException.class, () -> writer.writeAllAt(misaligned, 0), "was it direct?");
    }
    System.out.println("direct I/O: " + bytes.length + " bytes in blocks of " + block);
  }

  private static OpenOption direct() throws ReflectiveOperationException {
    // It is found by name: kernel and tests must compile without the module jdk.unsupported.
    Class<?> options = Class.forName("com.sun.nio.file.ExtendedOpenOption");
    return (OpenOption) options.getField("DIRECT").get(null);
  }

  private static FileChannelWriter openDirect(Path file, int block, OpenOption... options)
      throws IOException {
    try {
      return FileChannelWriter.open(file, block, options);
    } catch (IOException | UnsupportedOperationException refused) {
      System.out.println("direct I/O: not run: the file system refuses it: " + refused);
      return Assumptions.abort("the file system refuses direct I/O: " + refused);
    }
  }
}
