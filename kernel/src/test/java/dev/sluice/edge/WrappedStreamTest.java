// SPDX-License-Identifier: Apache-2.0
package dev.sluice.edge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.kernel.Bounded;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What the streams of the JDK do with an error of the stream below them, as the Javadoc of {@code
 * asOutputStream} says. Seen on OpenJDK 17.0.15 and Temurin 25.0.3; the sources are {@code
 * sun.nio.cs.StreamEncoder}, {@code DeflaterOutputStream} and {@code ObjectOutputStream.close}.
 */
@Bounded
class WrappedStreamTest {

  /** Passes on to another stream, and fails as often as it is told to. */
  private static final class Below extends OutputStream {
    private final OutputStream to;
    private int failures;
    private boolean closed;

    Below(OutputStream to, int failures) {
      this.to = to;
      this.failures = failures;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (failures > 0) {
        failures--;
        throw new IOException("this once");
      }
      to.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      closed = true;
      to.close();
    }
  }

  @Test
  @DisplayName("OutputStreamWriter: a flush that fails once drops what it held, for good")
  void outputStreamWriterDropsItsCharsWhenAFlushFails() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    OutputStreamWriter chars = new OutputStreamWriter(new Below(file, 1), StandardCharsets.UTF_8);
    chars.write("x".repeat(100));
    assertThrows(IOException.class, chars::flush);
    chars.flush(); // says nothing
    chars.write("y");
    chars.close(); // says nothing either
    assertEquals("y", file.toString(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("GZIPOutputStream: a flush that fails once drops what it held, for good")
  void gzipStreamDropsItsBytesWhenAFlushFails() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    Below below = new Below(file, 0);
    GZIPOutputStream zip = new GZIPOutputStream(below, 512, true);
    zip.write(Edge.bytes(3000));
    below.failures = 1;
    int before = file.size();
    assertThrows(IOException.class, zip::flush);
    zip.flush();
    zip.close();
    int trailer = 10; // an empty last block, a checksum and a length
    assertEquals(trailer, file.size() - before);
  }

  /** Seen red by a task that takes each error as fatal, as mutant 081 does. */
  @Test
  @DisplayName(
      "T7 B2: an error that passes is retried below a stream on top, which never fails of it")
  void passingErrorsAreHiddenFromTheStreamAbove() throws IOException {
    StubWriter writer = StubWriter.failing(3);
    String text = "some text ".repeat(Edge.CAPACITY);
    try (OutputStream out = Edge.buffered(writer, Edge.patient()).asOutputStream();
        OutputStreamWriter chars = new OutputStreamWriter(out, StandardCharsets.UTF_8)) {
      for (int from = 0; from < text.length(); from += 10) {
        chars.write(text, from, 10);
        chars.flush();
      }
    }
    assertArrayEquals(text.getBytes(StandardCharsets.UTF_8), writer.content());
    assertTrue(writer.calls() > 3, "it did not fail: " + writer.calls());
  }

  /** On 17 each wrapper leaves the stream open. On 25 only that of objects does. */
  @Test
  @DisplayName("a close that fails may leave the stream below open")
  void aCloseThatFailsMayLeaveTheStreamBelowOpen() throws IOException {
    Below below = new Below(new ByteArrayOutputStream(), 1);
    OutputStreamWriter chars = new OutputStreamWriter(below, StandardCharsets.UTF_8);
    chars.write("x");
    assertThrows(IOException.class, chars::close);
    chars.close();
    int jdk = Runtime.version().feature();
    if (jdk == 17 || jdk >= 25) { // nobody has looked in between
      assertEquals(jdk >= 25, below.closed);
    }

    below = new Below(new ByteArrayOutputStream(), 0);
    ObjectOutputStream objects = new ObjectOutputStream(below);
    objects.writeInt(7);
    below.failures = 1;
    assertThrows(IOException.class, objects::close);
    assertFalse(below.closed);
  }

  /** Seen red by a try that names only the wrapper. */
  @Test
  @DisplayName(
      "the stream of the writer, named in the try too, is closed whatever the one on top does")
  void aStreamNamedInTheTryIsClosedWhateverFails() throws IOException {
    StubWriter writer = StubWriter.good();
    Below below = new Below(Edge.buffered(writer, Edge.patient()).asOutputStream(), 0);
    assertThrows(
        IOException.class,
        () -> {
          try (OutputStream out = below;
              ObjectOutputStream objects = new ObjectOutputStream(out)) {
            objects.writeInt(7);
            below.failures = 1;
          }
        });
    assertTrue(below.closed);
    assertEquals(4, writer.content().length, "the header of ObjectOutputStream, flushed before");
  }
}
