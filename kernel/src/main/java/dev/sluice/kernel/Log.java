// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Logs on a thread of its own. A logger may write through the very handle that a line is about.
 * Then the owner of the handle holds the logger's lock and waits for the task, so the task must not
 * wait for the logger. The thread that logs ends when there is nothing to log. It is not a daemon,
 * so no line is lost.
 */
final class Log {

  static final System.Logger LOGGER = System.getLogger(FlushTask.class.getName());

  private static final AtomicLong DROPPED = new AtomicLong();
  private static final Queue<Runnable> LINES = new ArrayBlockingQueue<>(1000);

  /** Whether a thread runs that will look at the lines once more before it ends. */
  private static final AtomicBoolean RUNS = new AtomicBoolean();

  private Log() {}

  /** Logs a line that {@code line} makes on the log's thread. The stack may be null. */
  static void log(System.Logger logger, Level level, Supplier<String> line, Throwable stack) {
    boolean kept =
        LINES.offer(
            () -> {
              long dropped = DROPPED.getAndSet(0);
              if (dropped > 0) {
                logger.log(Level.WARNING, dropped + " lines were dropped: the logger is too slow");
              }
              logger.log(level, oneLine(line.get()), stack);
            });
    if (!kept) {
      DROPPED.incrementAndGet();
    }
    start();
  }

  /** A name or a reason may have several lines; a message in a log must be one. */
  static String oneLine(String text) {
    return text.replaceAll("\\R", " ");
  }

  private static void start() {
    if (!LINES.isEmpty() && RUNS.compareAndSet(false, true)) {
      try {
        FlushOptions.newThread(Log::run, "sluice-log").start();
      } catch (Throwable t) {
        RUNS.set(false);
        throw t;
      }
    }
  }

  /** Logs all lines. If it fails, it ends, and the thread of the next line logs the rest. */
  private static void run() {
    try {
      for (Runnable line = LINES.poll(); line != null; line = LINES.poll()) {
        try {
          line.run();
        } catch (Throwable t) {
          FlushTask.report(t);
        }
      }
    } finally {
      RUNS.set(false);
    }
    start(); // a line may have come after the last look, and before RUNS was false
  }

  static void warn(Supplier<String> line) {
    log(LOGGER, Level.WARNING, line, null);
  }
}
