// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench;

import java.io.Console;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.util.Locale;

/**
 * One line on a terminal, which is overwritten again and again. Without a terminal nothing is
 * written.
 */
final class CopyProgress {

  private static final long EVERY_NANOS = 100_000_000;

  private final PrintWriter terminal;
  private final long total;
  private final long start = System.nanoTime();
  private long shown = start - EVERY_NANOS;
  private boolean lineOpen;

  /**
   * Makes a line.
   *
   * @param terminal the terminal; null for none
   * @param total how many bytes will come; 0 or less if that is not known
   */
  CopyProgress(PrintWriter terminal, long total) {
    this.terminal = terminal;
    this.total = total;
  }

  /** Returns the terminal that standard input and output are connected to, or null. */
  static PrintWriter terminal() {
    Console console = System.console();
    return console != null && isTerminal(console) ? console.writer() : null;
  }

  /**
   * Tells whether a console is a terminal. Since JDK 22 it need not be one, and has a method that
   * says so.
   */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException beforeJdk22) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Shows how many bytes were read so far. */
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

  /** Leaves the line as it is, if there is one, and goes on below it. */
  synchronized void endLine() {
    if (lineOpen) {
      lineOpen = false;
      terminal.println();
      terminal.flush();
    }
  }
}
