// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.kernel.FlushTaskException.Cancelled;
import dev.sluice.kernel.FlushTaskException.Died;
import dev.sluice.kernel.FlushTaskException.Fatal;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The levels of the default listener. */
@Bounded
class LoggingListenerTest {

  private record Entry(System.Logger.Level level, String message, Throwable thrown) {}

  private static final class LoggerDouble implements System.Logger {
    final List<Entry> entries = new CopyOnWriteArrayList<>();

    @Override
    public String getName() {
      return "double";
    }

    @Override
    public boolean isLoggable(Level level) {
      return true;
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
      entries.add(new Entry(level, message, thrown));
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
      entries.add(new Entry(level, format, null));
    }
  }

  private final LoggerDouble logger = new LoggerDouble();

  private Rig rig() {
    return new Rig(options -> options.withListener(new LoggingListener(logger)));
  }

  @Test
  @DisplayName("T5 T14 T15: work that goes well is not logged at all")
  void silentWhenWell() throws Exception {
    try (Rig rig = rig()) {
      rig.handle.flush(rig.mine, 0);
      rig.handle.shutdown(ShutdownRequest.setLength(5));
      assertEquals(List.of(), logger.entries);
    }
  }

  @Test
  @DisplayName("T6 T7 T9: an error that is retried, the retry and its success: WARNING")
  void retries() throws Exception {
    IOException busy = new IOException("busy");
    try (Rig rig = rig()) {
      rig.writer.failNext(busy);
      rig.handle.flush(rig.mine, 8);
      rig.handle.shutdown(ShutdownRequest.keepLength());
    }
    assertEquals(
        List.of(
            new Entry(WARNING, "FLUSH at 8: attempt 1 failed, will be retried", busy),
            new Entry(WARNING, "FLUSH at 8: retrying, attempt 2", null),
            new Entry(WARNING, "FLUSH at 8: succeeded, attempt 2", null)),
        logger.entries);
  }

  @Test
  @DisplayName("T10 T11: an exit by a fatal error or a death: ERROR, with the stack")
  void exits() throws Exception {
    for (Throwable thrown : List.of(new ClosedChannelException(), new ArithmeticException())) {
      logger.entries.clear();
      try (Rig rig = rig()) {
        rig.writer.throwNext(thrown);
        rig.handle.flush(rig.mine, 0);
        Class<? extends FlushTaskException> type =
            thrown instanceof IOException ? Fatal.class : Died.class;
        assertThrows(type, () -> rig.handle.shutdown(ShutdownRequest.keepLength()));
        assertEquals(1, logger.entries.size());
        Entry entry = logger.entries.get(0);
        assertEquals(ERROR, entry.level);
        assertEquals(type, entry.thrown.getClass());
        assertSame(thrown, entry.thrown.getCause());
        assertEquals(entry.thrown.getMessage(), entry.message);
      }
    }
  }

  @Test
  @DisplayName("T4: a cancellation is no error: DEBUG, without a stack")
  void cancellation() throws Exception {
    try (Rig rig = rig()) {
      rig.token.cancel();
      assertThrows(Cancelled.class, () -> rig.handle.shutdown(ShutdownRequest.keepLength()));
    }
    assertEquals(1, logger.entries.size());
    Entry entry = logger.entries.get(0);
    assertEquals(DEBUG, entry.level);
    assertEquals(null, entry.thrown);
  }

  @Test
  @DisplayName("T16: the default listener logs to the logger of the task's class")
  void defaultLogger() {
    LoggingListener listener = (LoggingListener) FlushOptions.defaults().listener();
    assertEquals("dev.sluice.kernel.FlushTask", listener.logger().getName());
  }
}
