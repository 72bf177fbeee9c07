// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import dev.sluice.model.harness.Check;
import java.io.Console;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/**
 * One line on a terminal, which is overwritten again and again. It says what runs, how far it is,
 * and how long it will still take. Without a terminal nothing is written.
 */
final class Progress implements AutoCloseable {

  private static final int WIDTH = 78;

  private final PrintWriter terminal;
  private final double planned;
  private final long start = System.nanoTime();
  private final ToIntFunction<Check> seconds;
  private final List<Check> running = new ArrayList<>();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private double done;

  /**
   * Starts the line.
   *
   * @param terminal null if there is none
   * @param seconds how long a check takes on two processors that do nothing else
   */
  Progress(PrintWriter terminal, List<Check> checks, ToIntFunction<Check> seconds) {
    this.terminal = terminal;
    this.seconds = seconds;
    this.planned = Math.max(1, checks.stream().mapToInt(seconds).sum());
    if (terminal != null) {
      clock.scheduleAtFixedRate(this::show, 0, 1, TimeUnit.SECONDS);
    }
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

  synchronized void begin(Check check) {
    running.add(check);
  }

  synchronized void end(Check check) {
    running.remove(check);
    done += seconds.applyAsInt(check);
  }

  private synchronized void show() {
    if (clock.isShutdown()) {
      return;
    }
    String line = line((System.nanoTime() - start) / 1e9);
    terminal.print("\r" + String.format("%-" + WIDTH + "." + WIDTH + "s", line));
    terminal.flush();
  }

  /**
   * Returns the line. Only finished checks count. The remaining checks are expected to be as fast
   * as those.
   */
  synchronized String line(double seconds) {
    List<String> names = running.stream().map(Check::id).toList();
    String left =
        done == 0
            ? "about " + time(planned) + " in all"
            : "about " + time(seconds * (planned - done) / done) + " left";
    return String.format(
        Locale.ROOT,
        "%3.0f %%  %s  %s, %s",
        100 * done / planned,
        String.join(", ", names),
        time(seconds),
        left);
  }

  private static String time(double seconds) {
    return String.format(Locale.ROOT, "%d:%02d", (long) seconds / 60, (long) seconds % 60);
  }

  @Override
  public synchronized void close() {
    clock.shutdownNow();
    if (terminal != null) {
      terminal.print("\r" + " ".repeat(WIDTH) + "\r");
      terminal.flush();
    }
  }
}
