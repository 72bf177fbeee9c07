// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench;

import java.io.Console;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.util.Locale;

/** One line on a terminal that is written over; nothing if there is no terminal. */
final class CopyProgress {

  private static final long EVERY_NANOS = 100_000_000;

  private final PrintWriter terminal;
  private final long total;
  private final long start = System.nanoTime();
  private long shown = start - EVERY_NANOS;
  private boolean lineOpen;

  /**
   * A line on a terminal.
   *
   * @param terminal where to; null: nowhere
   * @param total bytes to come; 0 or less: not known
   */
  CopyProgress(PrintWriter terminal, long total) {
    this.terminal = terminal;
    this.total = total;
  }

  /** The terminal that standard input and output are connected to, or null. */
  static PrintWriter terminal() {
    Console console = System.console();
    return console != null && isTerminal(console) ? console.writer() : null;
  }

  /** Since JDK 22 there may be a console where there is no terminal, and a method that tells. */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException beforeJdk22) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }

  /** So many bytes are on their way. */
  synchronized void at(long bytes) {
    long now = System.nanoTime();
    if (terminal != null && now - shown >= EVERY_NANOS) {
      shown = now;
      lineOpen = true;
      terminal.print("\r" + line(bytes, now - start) + "  ");
      terminal.flush();
    }
  }

  private String line(long bytes, long nanos) {
    String of =
        total > 0
            ? String.format(Locale.ROOT, " of %d MB, %d %%", total / 1_000_000, 100 * bytes / total)
            : " MB";
    return String.format(
        Locale.ROOT, "%d%s, %.0f MB/s", bytes / 1_000_000, of, bytes * 1e3 / Math.max(1, nanos));
  }

  /** Leaves the line as it is and goes on below it, if there is one. */
  synchronized void endLine() {
    if (lineOpen) {
      lineOpen = false;
      terminal.println();
      terminal.flush();
    }
  }
}
