// SPDX-License-Identifier: Apache-2.0
package dev.sluice.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.io.FileChannelWriter;
import dev.sluice.kernel.Bounded;
import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushListener;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.RetryPolicy;
import dev.sluice.kernel.ShutdownRequest;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * "The log names what is written (the writer's own words, a path for a file), attempt and pause, in
 * one line without a stack; the stack comes once, at the exit. Repeated failures of one operation
 * get rarer in the log, not louder."
 */
@Bounded
class LogLinesTest {

  private static final Pattern FAILED =
      Pattern.compile("attempt (\\d+) failed, the next .*in (\\d+) ms");

  private final CapturedLog lines = new CapturedLog();

  @AfterEach
  void noMoreLines() {
    lines.close();
  }

  private static FlushOptions logged(RetryPolicy policy) {
    return FlushOptions.defaults().withListener(FlushListener.logging()).withRetryPolicy(policy);
  }

  private static List<Integer> attempts(List<LogRecord> all) {
    return all.stream()
        .map(entry -> FAILED.matcher(entry.getMessage()))
        .filter(Matcher::find)
        .map(found -> Integer.valueOf(found.group(1)))
        .collect(Collectors.toList());
  }

  private static void oneLineWithoutStack(LogRecord entry) {
    assertFalse(entry.getMessage().contains("\n"), entry.getMessage());
    assertNull(entry.getThrown(), entry.getMessage());
    assertEquals(Level.WARNING, entry.getLevel());
  }

  /** Seen red by a listener that logs each attempt, and by one that names no pause. */
  @Test
  @DisplayName("T6: of 20 failed attempts 1, 2, 4, 8 and 16 are logged, with writer and pause")
  void repeatedFailuresAreLoggedEverRarer() throws Exception {
    String name = "the words of a writer";
    StubWriter writer =
        new StubWriter(
            name,
            call -> {
              if (call <= 20) {
                throw new IOException("No space left on device");
              }
            });
    FlushHandle<ByteBuffer, StubWriter> handle =
        Edge.spawn(writer, logged((error, attempt) -> Optional.of(Duration.ZERO)));
    handle.flush(Edge.full(), 0);
    handle.close();
    List<LogRecord> all = lines.upTo("succeeded", name);
    assertEquals(List.of(1, 2, 4, 8, 16), attempts(all));
    all.forEach(LogLinesTest::oneLineWithoutStack);
    assertTrue(all.get(0).getMessage().contains("No space left on device"));
    assertTrue(all.get(0).getMessage().contains("flush at 0"), all.get(0).getMessage());
    assertTrue(all.get(5).getMessage().contains("attempt 21 succeeded"), all.get(5).getMessage());
    assertEquals(6, all.size());
  }

  /** Seen red by a line break that is logged as it is: readers take a line for a record. */
  @Test
  @DisplayName("T6: a name or a reason with an end of a line in it does not end the log's line")
  void noNameOrReasonBreaksTheLineOfTheLog() throws Exception {
    String name = "first\r\nsecond";
    StubWriter writer =
        new StubWriter(
            name,
            call -> {
              if (call == 1) {
                throw new IOException("no\nroom");
              }
            });
    FlushHandle<ByteBuffer, StubWriter> handle =
        Edge.spawn(writer, logged((error, attempt) -> Optional.of(Duration.ZERO)));
    handle.flush(Edge.full(), 0);
    handle.close();
    List<LogRecord> all = lines.upTo("succeeded", "first second");
    all.forEach(LogLinesTest::oneLineWithoutStack);
    assertTrue(all.get(0).getMessage().contains("no room"), all.get(0).getMessage());
  }

  /** The next operation is again logged from its first attempt on. */
  @Test
  @DisplayName("T6: the pause is in the line; each operation counts for itself")
  void theLineNamesThePauseAndEachOperationCountsForItself() throws Exception {
    String name = "paused";
    StubWriter writer =
        new StubWriter(
            name,
            call -> {
              if (call % 2 == 1) {
                throw new IOException("odd");
              }
            });
    FlushHandle<ByteBuffer, StubWriter> handle =
        Edge.spawn(writer, logged((error, attempt) -> Optional.of(Duration.ofMillis(3))));
    handle.flush(Edge.full(), 0);
    handle.shutdown(ShutdownRequest.setLength(7));
    List<LogRecord> all = lines.upTo("set length 7, attempt 2 succeeded", name);
    assertEquals(List.of(1, 1), attempts(all));
    assertTrue(all.get(0).getMessage().contains("in 3 ms"), all.get(0).getMessage());
  }

  /** Seen red by a writer that is named by its class and identity. */
  @Test
  @DisplayName("T10: a file is named by its path; the stack comes once, at the exit")
  void theLogNamesAFileByItsPath(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("named.log");
    FileChannelWriter writer = FileChannelWriter.open(file);
    writer.close();
    FlushHandle<ByteBuffer, FileChannelWriter> handle =
        Edge.spawn(
            writer,
            logged(
                (error, attempt) -> attempt < 4 ? Optional.of(Duration.ZERO) : Optional.empty()));
    handle.flush(Edge.full(), 0);
    assertThrows(FlushTaskException.Fatal.class, handle::close);
    List<LogRecord> all = lines.upTo("fatal", file.toString());
    assertEquals(List.of(1, 2), attempts(all));
    all.subList(0, 2).forEach(LogLinesTest::oneLineWithoutStack);
    assertEquals(3, all.size());
    LogRecord exit = all.get(2);
    assertEquals(Level.SEVERE, exit.getLevel());
    assertNotNull(exit.getThrown());
    assertTrue(exit.getMessage().startsWith(file.toString()), exit.getMessage());
  }

  /** Seen red by an exit that logs all errors in the same way. */
  @Test
  @DisplayName("T4: a cancellation is one line at DEBUG, without a stack")
  void aCancellationIsOneLineAtDebugWithoutAStack() throws Exception {
    String name = "cancelled one";
    CancellationToken token = new CancellationToken();
    token.cancel();
    FlushHandle<ByteBuffer, StubWriter> handle =
        Edge.spawn(
            new StubWriter(name, call -> {}),
            ByteBuffer.allocate(Edge.CAPACITY),
            new Gate(),
            token,
            logged(RetryPolicy.forEver()));
    handle.flush(Edge.full(), 0);
    assertThrows(FlushTaskException.Cancelled.class, handle::close);
    List<LogRecord> all = lines.upTo("cancelled", name);
    assertEquals(1, all.size());
    assertEquals(Level.FINE, all.get(0).getLevel());
    assertNull(all.get(0).getThrown());
  }
}
