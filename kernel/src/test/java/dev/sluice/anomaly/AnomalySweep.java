// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Throws an Error at every point of every public call, as SQLite's tests do with a lack of memory:
 * at the k-th probe, for k = 1, 2, ... until there is no k-th. After each Error:
 *
 * <ol type="a">
 *   <li>What was accepted is written, or every later call and {@code close} fails with the first
 *       error as its cause. There is no hole in the file, and all that is settled is in the file.
 *   <li>Nothing is stuck. The thread whose call died may close and reclaim, or another thread when
 *       that one is gone. The task ends, and the gate closes.
 *   <li>Every buffer and the writer are handed out once, also by a second attempt.
 * </ol>
 *
 * <p>A point is an error that was thrown. A sweep without points, or that ends early, is a failure.
 */
final class AnomalySweep {

  private static final Logger LOGGER = Logger.getLogger("dev.sluice");

  private static final int MOST_TOLD = 5;

  private AnomalySweep() {}

  /**
   * Runs the sweep, prints the table, and fails on a violation.
   *
   * @param plans which errors are thrown, and where
   * @param cold plans for which each attempt needs a new world
   * @param everyState whether the cold plans run in every state of a call
   * @param most after how many violations the sweep stops
   * @param report the file for the table
   * @return the calls at which no error was thrown
   */
  static List<String> run(
      List<ErrorPlan> plans, List<ErrorPlan> cold, boolean everyState, int most, Path report)
      throws Exception {
    Sweep sweep = new Sweep(most);
    Level before = LOGGER.getLevel();
    LOGGER.setLevel(Level.OFF); // the kernel warns of each handle that a spawn has lost
    try {
      sweep.run(plans, cold, everyState);
    } finally {
      LOGGER.setLevel(before);
    }
    Table table = new Table(sweep);
    table.write(report);
    System.out.println(table);
    List<String> violations = sweep.violations();
    String first = String.join("\n", violations.subList(0, Math.min(MOST_TOLD, violations.size())));
    assertEquals(0, violations.size(), () -> "violations, the first of which are:\n" + first);
    return table.withoutPoint();
  }
}
