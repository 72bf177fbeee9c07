// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.kernel.FlushTaskException.Cancelled;
import dev.sluice.kernel.FlushTaskException.Died;
import dev.sluice.kernel.FlushTaskException.Fatal;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
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

  /**
   * Returns what was logged until now. Lines are logged one after the other, and this line is the
   * last.
   */
  private List<Entry> logged() {
    Stage last = new Stage("all lines are logged");
    Log.log(new LoggerDouble(), DEBUG, () -> reached(last), null);
    last.await();
    return logger.entries;
  }

  private static String reached(Stage stage) {
    stage.reach();
    return "";
  }

  private Rig rig() {
    return new Rig(options -> options.withListener(new LoggingListener(logger, false)));
  }

  @Test
  @DisplayName("T5 T14 T15: work that goes well is not logged at all")
  void whatGoesWellIsNotLogged() throws Exception {
    try (Rig rig = rig()) {
      rig.handle.flush(rig.mine, 0);
      rig.handle.shutdown(ShutdownRequest.setLength(5));
      assertEquals(List.of(), logged());
    }
  }

  @Test
  @DisplayName(
      "T6 T7 T9: failed attempts 1, 2, 4, 8 and the success are each a line at WARNING, no stack")
  void failedAttemptsAreLoggedEverRarerAndTheSuccessOnce() throws Exception {
    try (Rig rig = rig()) {
      for (int failures = 1; failures <= 9; failures++) {
        rig.writer.failNext(new IOException("busy " + failures));
      }
      rig.handle.flush(rig.mine, 8);
      rig.handle.shutdown(ShutdownRequest.keepLength());
      String name = rig.writer.toString();
      List<Entry> expected = new ArrayList<>();
      for (int attempt : new int[] {1, 2, 4, 8}) {
        expected.add(
            warning(
                (name + ": flush at 8, attempt " + attempt + " failed, the next follows in 0 ms: ")
                    + ("java.io.IOException: busy " + attempt)));
      }
      expected.add(warning(name + ": flush at 8, attempt 10 succeeded"));
      assertEquals(expected, logged());
    }
  }

  private static Entry warning(String line) {
    return new Entry(WARNING, line, null);
  }

  @Test
  @DisplayName("T6 T15: the line of a length to set says so")
  void theLineOfASetLengthNamesTheLength() throws Exception {
    try (Rig rig = rig()) {
      rig.writer.failNext(new IOException("busy"));
      rig.handle.shutdown(ShutdownRequest.setLength(5));
      assertTrue(logged().get(0).message.startsWith(rig.writer + ": set length 5, attempt 1"));
    }
  }

  @Test
  @DisplayName("T10 T11: an exit by a fatal error or a death is logged at ERROR, with the stack")
  void aFatalOrDyingExitIsLoggedWithItsStack() throws Exception {
    for (Throwable thrown : List.of(new ClosedChannelException(), new ArithmeticException())) {
      logger.entries.clear();
      try (Rig rig = rig()) {
        rig.writer.throwNext(thrown);
        rig.handle.flush(rig.mine, 0);
        Class<? extends FlushTaskException> type =
            thrown instanceof IOException ? Fatal.class : Died.class;
        assertThrows(type, () -> rig.handle.shutdown(ShutdownRequest.keepLength()));
        assertEquals(1, logged().size());
        Entry entry = logged().get(0);
        assertEquals(ERROR, entry.level);
        assertEquals(type, entry.thrown.getClass());
        assertSame(thrown, entry.thrown.getCause());
        assertEquals(rig.writer + ": " + entry.thrown.getMessage(), entry.message);
      }
    }
  }

  @Test
  @DisplayName("T4: a cancellation is not an error: it is logged at DEBUG, without a stack")
  void aCancellationIsLoggedAtDebugWithoutAStack() throws Exception {
    try (Rig rig = rig()) {
      rig.token.cancel();
      assertThrows(Cancelled.class, () -> rig.handle.shutdown(ShutdownRequest.keepLength()));
    }
    assertEquals(1, logged().size());
    Entry entry = logged().get(0);
    assertEquals(DEBUG, entry.level);
    assertEquals(null, entry.thrown);
  }

  @Test
  @DisplayName("T16: the default listener logs to the logger of the task's class")
  void theDefaultListenerLogsToTheLoggerOfTheTask() {
    LoggingListener listener = (LoggingListener) FlushOptions.defaults().listener();
    assertEquals("dev.sluice.kernel.FlushTask", listener.logger().getName());
  }
}
