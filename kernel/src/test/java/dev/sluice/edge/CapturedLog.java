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

/** What the kernel logs while this is open. The console is spared. */
final class CapturedLog extends Handler implements AutoCloseable {

  /** Held, or it could be collected, and the handler with it. */
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

  /** All that names this and was not asked for yet, up to the line with that word. */
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

  /** Whether there was a line about this up to now. */
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
