// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.io.FileChannelWriter;
import dev.sluice.kernel.FlushTaskException.Fatal;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** T6 or T10: which error is retried, and which is fatal. */
@Bounded
class ErrorPolicyTest {

  static Stream<IOException> fatal() {
    return Stream.of(
        new ClosedChannelException(),
        new AsynchronousCloseException(),
        new ClosedByInterruptException(),
        new AccessDeniedException("file"), // EACCES by type
        new FileNotFoundException("file (Permission denied)"), // EACCES in words
        new FileSystemException("file", null, "Read-only file system"), // EROFS
        new IOException("Input/output error")); // EIO
  }

  static Stream<IOException> retried() {
    return Stream.of(
        new IOException("No space left on device"), // ENOSPC, above all
        new IOException("Disk quota exceeded"),
        new IOException("Resource temporarily unavailable"),
        new NoSuchFileException("file"),
        new IOException("anything else"),
        new IOException((String) null),
        new IOException(new IOException("Input/output error").getClass().getName()));
  }

  @ParameterizedTest
  @MethodSource("fatal")
  @DisplayName("T10: fatal by default: closed, access denied, read-only, I/O error of the device")
  void fatalByDefault(IOException error) throws Exception {
    try (Rig rig = new Rig()) {
      rig.writer.failNext(error);
      rig.handle.flush(rig.mine, 0);
      Fatal thrown =
          assertThrows(Fatal.class, () -> rig.handle.shutdown(ShutdownRequest.keepLength()));
      assertSame(error, thrown.getCause());
      assertEquals(1, rig.writer.attempts().size());
    }
  }

  @ParameterizedTest
  @MethodSource("retried")
  @DisplayName("T6 T9: retried by default: no space left, and everything else")
  void retriedByDefault(IOException error) throws Exception {
    try (Rig rig = new Rig()) {
      rig.writer.failNext(error);
      rig.handle.flush(rig.mine, 0);
      rig.handle.shutdown(ShutdownRequest.keepLength());
      assertEquals(2, rig.writer.attempts().size());
    }
  }

  @Test
  @DisplayName("T6 T10: another policy has the say instead")
  void anotherPolicy() throws Exception {
    try (Rig rig = new Rig(options -> options.withErrorPolicy(error -> true))) {
      rig.writer.failNext(new IOException("No space left on device"));
      rig.handle.flush(rig.mine, 0);
      assertThrows(Fatal.class, () -> rig.handle.shutdown(ShutdownRequest.keepLength()));
    }
    try (Rig rig = new Rig(options -> options.withErrorPolicy(error -> false))) {
      rig.writer.failNext(new ClosedChannelException());
      rig.handle.flush(rig.mine, 0);
      rig.handle.shutdown(ShutdownRequest.keepLength());
    }
  }

  @Test
  @DisplayName("T10: the real thing: a channel that was closed under the task")
  void closedChannel(@TempDir Path directory) throws Exception {
    FileChannelWriter writer = FileChannelWriter.open(directory.resolve("file"));
    assertFatal(writer, ClosedChannelException.class);
  }

  private static void assertFatal(FileChannelWriter writer, Class<?> cause) throws Exception {
    FlushHandle<ByteBuffer, FileChannelWriter> handle =
        FlushHandle.spawn(
            writer,
            Rig.buffer(2),
            new Gate().enter(),
            new CancellationToken(),
            FlushOptions.defaults().withListener(new RecordingListener()));
    writer.close();
    handle.flush(Rig.buffer(1), 0);
    Fatal thrown = assertThrows(Fatal.class, () -> handle.shutdown(ShutdownRequest.keepLength()));
    assertEquals(cause, thrown.getCause().getClass());
    assertEquals(1, handle.reclaim().unflushed().size());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @DisplayName("T6: the real thing: a full device is not fatal")
  void fullDevice() throws Exception {
    try (FileChannelWriter writer =
        FileChannelWriter.open(Path.of("/dev/full"), java.nio.file.StandardOpenOption.WRITE)) {
      IOException full = assertThrows(IOException.class, () -> writer.writeAllAt(Rig.buffer(1), 0));
      assertFalse(ErrorPolicy.defaults().isFatal(full), full.getMessage());
      assertTrue(full.getMessage().contains("No space left"), full.getMessage());
    }
  }

  /** Run in a JVM of its own by the tests below. */
  static final class Halts {
    public static void main(String[] args) throws Exception {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook ran")));
      IOException error =
          args[0].equals("fatal") ? new ClosedChannelException() : new IOException("busy");
      FlushHandle<ByteBuffer, OwnedWriter<ByteBuffer>> handle =
          FlushHandle.spawn(
              new FailsOnce(error),
              ByteBuffer.allocate(1),
              new Gate().enter(),
              new CancellationToken(),
              FlushOptions.defaults()
                  .withRetryPolicy((attempt, token) -> {})
                  .withErrorPolicy(ErrorPolicy.halting(ErrorPolicy.defaults())));
      handle.flush(ByteBuffer.allocate(1), 0);
      handle.shutdown(ShutdownRequest.keepLength());
      System.out.println("shut down");
    }
  }

  private static final class FailsOnce implements OwnedWriter<ByteBuffer> {
    private IOException error;

    FailsOnce(IOException error) {
      this.error = error;
    }

    @Override
    public void writeAllAt(ByteBuffer buffer, long offset) throws IOException {
      IOException once = error;
      error = null;
      if (once != null) {
        throw once;
      }
    }

    @Override
    public void setLength(long length) {}
  }

  @Test
  @DisplayName("T10: halting: the process ends with 134 on a fatal error, and no hook runs")
  void halts() throws Exception {
    Process child = ChildJvm.start(Halts.class, "fatal");
    assertEquals(134, child.exitValue());
    String output = ChildJvm.output(child);
    assertFalse(output.contains("hook ran"), output);
    assertFalse(output.contains("shut down"), output);
    assertTrue(output.contains("fatal I/O error, halting the process"), output);
    assertTrue(output.contains(ClosedChannelException.class.getName()), output);
  }

  @Test
  @DisplayName("T6: halting: an error that is not fatal is retried")
  void doesNotHalt() throws Exception {
    Process child = ChildJvm.start(Halts.class, "retried");
    String output = ChildJvm.output(child);
    assertEquals(0, child.exitValue(), output);
    assertTrue(output.contains("shut down"), output);
    assertTrue(output.contains("hook ran"), output);
    assertFalse(
        ErrorPolicy.halting(ErrorPolicy.defaults()).isFatal(new IOException("busy")),
        "nor in this process, or you would not read this");
  }
}
