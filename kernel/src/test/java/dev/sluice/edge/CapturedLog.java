// SPDX-License-Identifier: Apache-2.0
package dev.sluice.edge;

import dev.sluice.kernel.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps what the kernel logs while this is open. The lines do not go to the console. */
final class CapturedLog extends Handler implements AutoCloseable {

  /**
   * This field holds the logger. Without it the logger could be collected, and the handler with it.
   */
  static final Logger LOGGER = Logger.getLogger("dev.sluice");

  private final LinkedBlockingQueue<LogRecord> records = new LinkedBlockingQueue<>();
  private final List<LogRecord> ever = new CopyOnWriteArrayList<>();
  private final Level before = LOGGER.getLevel();

  CapturedLog() {
    LOGGER.setLevel(Level.ALL);
    LOGGER.setUseParentHandlers(false);
    LOGGER.addHandler(this);
  }

  @Override
  public void publish(LogRecord entry) {
    ever.add(entry);
    records.add(entry);
  }

  /** Returns all lines with the name that were not returned yet, up to the line with the word. */
  List<LogRecord> upTo(String word, String name) {
    List<LogRecord> all = new ArrayList<>();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Stage.DEADLINE_SECONDS);
    try {
      while (all.isEmpty() || !all.get(all.size() - 1).getMessage().contains(word)) {
        LogRecord next = records.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (next == null) {
          throw new AssertionError("no line with '" + word + "' about " + name + " but " + all);
        }
        if (next.getMessage().contains(name)) {
          all.add(next);
        }
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return all;
  }

  /** Tells whether there was a line with the name up to now. */
  boolean had(String name) {
    return ever.stream().anyMatch(entry -> entry.getMessage().contains(name));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    LOGGER.removeHandler(this);
    LOGGER.setUseParentHandlers(true);
    LOGGER.setLevel(before);
  }
}
