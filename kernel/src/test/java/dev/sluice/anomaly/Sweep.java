// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly;

import dev.sluice.kernel.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Runs all calls with all errors. A hang is a violation, which names the places where the threads
 * are. Then its row is given up.
 */
final class Sweep {

  /**
   * The limit for an attempt, which takes about a millisecond, or some tens of them in a new world.
   */
  private static final Duration HANGS = Duration.ofSeconds(Stage.DEADLINE_SECONDS);

  private static final int MOST_HANGS = 3;

  private final int mostViolations;
  private final long start = System.nanoTime();
  private final List<SweepRow> rows = new ArrayList<>();
  private final List<String> violations = Collections.synchronizedList(new ArrayList<>());
  private int hangs;

  /**
   * Makes a sweep.
   *
   * @param mostViolations after how many violations it gives up: not all of them need be seen
   */
  Sweep(int mostViolations) {
    this.mostViolations = mostViolations;
  }

  /**
   * Runs until the end, or until there are too many violations.
   *
   * @param warm errors in a world that is used again and again
   * @param cold errors that need a new world each time
   * @param eachState whether the cold errors meet each call in each of its states, or only in the
   *     first
   */
  void run(List<ErrorPlan> warm, List<ErrorPlan> cold, boolean eachState)
      throws InterruptedException {
    Function<List<String>, List<String>> world = new World(false).open();
    List<String> calls = world.apply(List.of());
    for (ErrorPlan errors : warm) {
      for (String call : calls) {
        // A task has no caller that makes room again by its return.
        if (!call.startsWith("task: ") || !errors.mode().equals("FULL_STACK")) {
          rows.add(new SweepRow(call, errors, () -> world));
        }
      }
    }
    List<String> seen = new ArrayList<>();
    for (String call : calls) {
      String name = eachState ? call : call.replaceFirst(" \\| .*", "");
      if (!seen.contains(name)) {
        seen.add(name);
        cold.forEach(errors -> rows.add(new SweepRow(call, errors, () -> new World(false).open())));
      }
    }
    for (SweepRow row : rows) {
      if (hangs == MOST_HANGS || violations.size() >= mostViolations) {
        violations.add("given up before the end, of so much that is wrong");
        return;
      }
      watch(row);
      violations.addAll(row.violations());
    }
  }

  List<SweepRow> rows() {
    return rows;
  }

  List<String> violations() {
    return violations;
  }

  long seconds() {
    return Duration.ofNanos(System.nanoTime() - start).toSeconds();
  }

  private void watch(SweepRow row) throws InterruptedException {
    Thread thread = new Thread(row, "sweep");
    thread.setDaemon(true); // a thread that hangs must not keep the JVM alive
    thread.setUncaughtExceptionHandler(
        (at, thrown) -> {}); // the kernel may report a listener's error to it
    thread.start();
    int seen = row.attempts();
    long since = System.nanoTime();
    while (thread.isAlive()) {
      thread.join(100);
      if (row.attempts() != seen) {
        seen = row.attempts();
        since = System.nanoTime();
      } else if (System.nanoTime() - since > HANGS.toNanos()) {
        hangs++;
        violations.add("(b) hangs: " + row + "\n" + row.error() + where());
        return;
      }
    }
  }

  private static String where() {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<Thread, StackTraceElement[]> at : Thread.getAllStackTraces().entrySet()) {
      String name = at.getKey().getName();
      if (name.equals("sweep") || name.startsWith("swept-")) {
        text.append("\n").append(name).append(", ").append(at.getKey().getState());
        for (StackTraceElement frame : at.getValue()) {
          text.append("\n    at ").append(frame);
        }
      }
    }
    return text.toString();
  }
}
