// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.kernel.Bounded;
import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.ShutdownRequest;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The writer of files, alone and on the kernel. */
@Bounded
class FileChannelWriterTest {

  @TempDir Path directory;

  /** Returns the bytes 2 to 6: the capacity is 10, the position 2, the limit 7. */
  private static ByteBuffer window() {
    ByteBuffer buffer = ByteBuffer.allocate(10);
    for (int i = 0; i < 10; i++) {
      buffer.put((byte) i);
    }
    return buffer.limit(7).position(2);
  }

  private static void assertAsFound(ByteBuffer buffer) {
    assertEquals(2, buffer.position());
    assertEquals(7, buffer.limit());
    for (int i = 0; i < buffer.capacity(); i++) {
      assertEquals(i, buffer.array()[i]);
    }
  }

  /** Seen red by a position that is set back at the end: that may fail for lack of stack. */
  @Test
  @DisplayName("B2: during the write the buffer itself is as it was found")
  void theBufferIsNotMovedDuringAWrite() throws IOException {
    ByteBuffer buffer = window();
    TricklingChannel channel =
        new TricklingChannel(2) {
          @Override
          public int write(ByteBuffer source, long position) throws IOException {
            int written = super.write(source, position);
            assertAsFound(buffer);
            return written;
          }
        };
    FileChannelWriter.wrap(channel).writeAllAt(buffer, 3);
    assertEquals(3, channel.writes);
  }

  @Test
  @DisplayName("B2: a partial write is completed, the buffer left as found")
  void aPartialWriteIsCompleted() throws IOException {
    for (int most : new int[] {1, 2, 3, 5, 100}) {
      TricklingChannel channel = new TricklingChannel(most);
      ByteBuffer buffer = window();
      FileChannelWriter.wrap(channel).writeAllAt(buffer, 3);
      assertArrayEquals(new byte[] {0, 0, 0, 2, 3, 4, 5, 6}, channel.file());
      assertEquals((5 + most - 1) / most, channel.writes);
      assertAsFound(buffer);
    }
  }

  @Test
  @DisplayName("T6: an error after a part was written leaves the buffer as found: retry in place")
  void anErrorHalfWayLeavesTheBufferForARetry() throws IOException {
    TricklingChannel channel = new TricklingChannel(2).next(2, -1);
    FileChannelWriter writer = FileChannelWriter.wrap(channel);
    ByteBuffer buffer = window();
    IOException error = assertThrows(IOException.class, () -> writer.writeAllAt(buffer, 0));
    assertEquals("disk on fire", error.getMessage());
    assertAsFound(buffer);
    writer.writeAllAt(buffer, 0);
    assertArrayEquals(new byte[] {2, 3, 4, 5, 6}, channel.file());
  }

  @Test
  @DisplayName("T6: a write of nothing is an error, not a loop, and is retried")
  void aWriteOfNothingIsAnError() {
    TricklingChannel channel = new TricklingChannel(2).next(2, 0);
    ByteBuffer buffer = window();
    IOException error =
        assertThrows(
            IOException.class, () -> FileChannelWriter.wrap(channel).writeAllAt(buffer, 8));
    assertEquals("nothing was written at offset 10", error.getMessage());
    assertAsFound(buffer);
    assertEquals(2, channel.writes);
  }

  @Test
  @DisplayName("B2: an empty buffer writes nothing")
  void anEmptyBufferWritesNothing() throws IOException {
    TricklingChannel channel = new TricklingChannel(1);
    FileChannelWriter.wrap(channel).writeAllAt(ByteBuffer.allocate(0), 5);
    assertEquals(0, channel.writes);
  }

  @Test
  @DisplayName("T15: setLength truncates, extends with zeros, or leaves a file that is right")
  void setLengthTruncatesOrExtendsWithZeros() throws IOException {
    Path file = directory.resolve("file");
    byte[] written = {2, 3, 4, 5, 6};
    try (FileChannelWriter writer = FileChannelWriter.open(file)) {
      writer.writeAllAt(window(), 0);
      writer.setLength(5);
      assertArrayEquals(written, Files.readAllBytes(file));
      writer.setLength(9);
      assertArrayEquals(Arrays.copyOf(written, 9), Files.readAllBytes(file));
      writer.setLength(3);
      assertArrayEquals(Arrays.copyOf(written, 3), Files.readAllBytes(file));
      writer.setLength(5);
      assertArrayEquals(Arrays.copyOf(new byte[] {2, 3, 4}, 5), Files.readAllBytes(file));
      writer.setLength(0);
      assertEquals(0, Files.size(file));
    }
  }

  @Test
  @DisplayName("B2 H8: on the kernel: what was submitted is in the file, to the length asked for")
  void onTheKernelAllThatWasSubmittedIsInTheFile() throws Exception {
    Path file = directory.resolve("file");
    Gate gate = new Gate();
    FileChannelWriter writer = FileChannelWriter.open(file);
    FlushHandle<ByteBuffer, FileChannelWriter> handle =
        FlushHandle.spawn(
            writer,
            ByteBuffer.allocateDirect(16),
            gate,
            new CancellationToken(),
            FlushOptions.defaults());
    ByteBuffer buffer = ByteBuffer.allocateDirect(16);
    byte[] expected = new byte[1000];
    for (int k = 0; 16 * k < expected.length; k++) {
      buffer.clear();
      for (int i = 16 * k; buffer.hasRemaining(); i++) {
        buffer.put((byte) (31 * i));
        if (i < expected.length) {
          expected[i] = (byte) (31 * i);
        }
      }
      buffer = handle.flush(buffer.flip(), 16L * k);
    }
    try (FileChannelWriter back = handle.shutdown(ShutdownRequest.setLength(expected.length))) {
      assertSame(writer, back);
    }
    assertFalse(writer.channel().isOpen());
    assertArrayEquals(expected, Files.readAllBytes(file));
    gate.close();
  }

  @Test
  @DisplayName("H1: open without options creates or empties; with options as asked")
  void openWithoutOptionsCreatesOrEmpties() throws IOException {
    Path file = directory.resolve("file");
    Files.write(file, new byte[] {1, 2, 3});
    FileChannelWriter.open(file, StandardOpenOption.CREATE).close();
    FileChannelWriter.open(file, StandardOpenOption.WRITE).close();
    assertEquals(3, Files.size(file));
    FileChannelWriter.open(file).close();
    assertEquals(0, Files.size(file));
    FileChannelWriter.open(directory.resolve("created")).close();
    assertTrue(Files.exists(directory.resolve("created")));
    assertThrows(
        NoSuchFileException.class,
        () -> FileChannelWriter.open(directory.resolve("missing"), StandardOpenOption.WRITE));
  }

  @Test
  @DisplayName("H1: open for appending is refused, and the file is not made")
  void openForAppendingIsRefused() {
    Path file = directory.resolve("file");
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                FileChannelWriter.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    assertTrue(refused.getMessage().contains("appending ignores offsets"), refused.getMessage());
    assertFalse(Files.exists(file));
  }

  @Test
  @DisplayName("H1: wrap takes the very channel, close closes it, null is refused")
  void wrapTakesTheVeryChannelAndCloseClosesIt() throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            directory.resolve("file"), StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
      FileChannelWriter writer = FileChannelWriter.wrap(channel);
      assertSame(channel, writer.channel());
      writer.close();
      assertFalse(channel.isOpen());
      writer.close();
    }
    NullPointerException refused =
        assertThrows(NullPointerException.class, () -> FileChannelWriter.wrap(null));
    assertEquals("channel", refused.getMessage());
  }

  @Test
  @DisplayName(
      "H3 B1: a read-only buffer, or one beyond the largest offset, is refused; nothing is lost")
  void readOnlyBuffersAndOffsetsBeyondTheLargestAreRefused() throws Exception {
    Path file = directory.resolve("file");
    Gate gate = new Gate();
    try (FileChannelWriter writer = FileChannelWriter.open(file)) {
      ByteBuffer spare = ByteBuffer.wrap(new byte[] {1});
      FlushHandle<ByteBuffer, FileChannelWriter> handle =
          FlushHandle.spawn(writer, spare, gate, new CancellationToken(), FlushOptions.defaults());
      ByteBuffer buffer = window();
      IllegalArgumentException overflow =
          assertThrows(
              IllegalArgumentException.class, () -> handle.flush(buffer, Long.MAX_VALUE - 4));
      assertEquals(
          "offset 9223372036854775803 plus 5 bytes is beyond the largest offset",
          overflow.getMessage());
      IllegalArgumentException readOnly =
          assertThrows(
              IllegalArgumentException.class, () -> handle.flush(buffer.asReadOnlyBuffer(), 0));
      assertTrue(readOnly.getMessage().contains("read-only buffer"), readOnly.getMessage());
      assertAsFound(buffer);
      assertSame(spare, handle.flush(buffer, 0));
      assertSame(buffer, handle.flush(spare, 5));
      assertSame(writer, handle.shutdown(ShutdownRequest.keepLength()));
      assertSame(spare, handle.reclaim().clean().get(0));
      writer.check(buffer, Long.MAX_VALUE - 5); // this is the last offset that fits
    }
    gate.close();
    assertArrayEquals(new byte[] {2, 3, 4, 5, 6, 1}, Files.readAllBytes(file));
  }
}
