// SPDX-License-Identifier: Apache-2.0
package dev.sluice.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.io.BufferedFlushWriter;
import dev.sluice.kernel.Bounded;
import dev.sluice.kernel.Caller;
import dev.sluice.kernel.FlushListener;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.Stage;
import dev.sluice.sync.CancellationToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.ErrorManager;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * "A logger whose handler writes through this very writer deadlocks when a write fails: the owner
 * holds the handler's lock and waits, the task wants it to log. Make the default listener safe for
 * that; test it with {@code java.util.logging}'s own {@code StreamHandler}."
 */
@Bounded
class LoggerThroughWriterTest {

  private static final int LINES = 200;

  private static final Formatter PLAIN =
      new Formatter() {
        @Override
        public String format(LogRecord entry) {
          return entry.getMessage() + "\n";
        }
      };

  /** The thread that logs. It holds the handler's lock while it waits for the task. */
  private final CompletableFuture<Thread> owner = new CompletableFuture<>();

  /**
   * Waits, in a call of the writer, until the owner waits for this call and has the handler's lock;
   * or waits for that lock, if the log's thread writes.
   */
  private void awaitOwner() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Stage.DEADLINE_SECONDS);
    while (owner.join().getState() == Thread.State.RUNNABLE) {
      assertTrue(System.nanoTime() < end, "the owner does not wait");
      Thread.yield();
    }
  }

  /** Logs. A thread that hangs fails the test with its stack: see {@link Caller}. */
  private void logThrough(StubWriter writer, CancellationToken token) throws Throwable {
    BufferedFlushWriter<StubWriter> buffered = Edge.buffered(writer, token, logging());
    StreamHandler handler = new StreamHandler(buffered.asOutputStream(), PLAIN);
    AtomicReference<String> complaint = new AtomicReference<>();
    handler.setErrorManager(
        new ErrorManager() {
          @Override
          public void error(String message, Exception e, int code) {
            complaint.set(message + " " + e);
          }
        });
    handler.setLevel(Level.ALL);
    CapturedLog.LOGGER.addHandler(handler);
    CapturedLog.LOGGER.setUseParentHandlers(false);
    try {
      Caller<Void> logs =
          Caller.call(
              () -> {
                owner.complete(Thread.currentThread());
                for (int i = 0; i < LINES; i++) {
                  CapturedLog.LOGGER.info("line " + i);
                  handler.flush(); // the handler holds its lock until the stream has taken the line
                }
                return null;
              });
      logs.result();
    } finally {
      CapturedLog.LOGGER.removeHandler(handler);
      CapturedLog.LOGGER.setUseParentHandlers(true);
    }
    Caller.call(
            () -> {
              handler.close();
              return null;
            })
        .result();
    if (!token.isCancelled()) {
      assertNull(complaint.get());
    }
  }

  private static FlushOptions logging() {
    return FlushOptions.defaults()
        .withListener(FlushListener.logging())
        .withRetryPolicy((error, attempt) -> Optional.of(Duration.ZERO));
  }

  /** Seen red by 46cf010, and by a listener that logs on the task's thread. */
  @Test
  @DisplayName("writes fail for a while, then succeed: nobody is stuck, and no line is lost")
  void aLoggerThroughTheWriterLosesNoLineWhenWritesFail() throws Throwable {
    StubWriter writer =
        new StubWriter(
            "log file",
            call -> {
              if (call == 1) {
                awaitOwner();
              }
              if (call % 7 < 3) {
                throw new IOException("No space left on device");
              }
            });
    logThrough(writer, new CancellationToken());
    String text = new String(writer.content(), StandardCharsets.UTF_8);
    for (int i = 0; i < LINES; i++) {
      assertTrue(text.contains("line " + i + "\n"), "line " + i);
    }
    assertEquals(LINES, text.lines().filter(line -> line.matches("line \\d+")).count());
  }

  /** "{@code cancel} does not help." Now cancel helps. */
  @Test
  @DisplayName("writes fail, then the token is cancelled: nobody is stuck")
  void aLoggerThroughTheWriterIsNotStuckAfterACancel() throws Throwable {
    CancellationToken token = new CancellationToken();
    StubWriter writer =
        new StubWriter(
            "log file",
            call -> {
              if (call == 1) {
                awaitOwner();
              }
              if (call == 5) {
                token.cancel();
              }
              throw new IOException("No space left on device");
            });
    logThrough(writer, token);
    assertTrue(token.isCancelled());
    assertEquals(0, writer.content().length);
  }

  /** The same lock without a logger: the line that is to be logged waits, and the task does not. */
  @Test
  @DisplayName(
      "the owner holds the handler's lock for a whole failing write: the task does not wait")
  void theTaskDoesNotWaitForTheHandlersLock() throws Throwable {
    BufferedFlushWriter<StubWriter> buffered = Edge.buffered(StubWriter.failing(3), logging());
    try (CapturedLog lines = new CapturedLog()) {
      Caller.call(
              () -> {
                synchronized (lines) { // StreamHandler.publish does the same
                  buffered.write(ByteBuffer.wrap(Edge.bytes(4 * Edge.CAPACITY)));
                  buffered.close();
                }
                return null;
              })
          .result();
      assertEquals(3, lines.upTo("succeeded", "full").size());
    }
  }
}
