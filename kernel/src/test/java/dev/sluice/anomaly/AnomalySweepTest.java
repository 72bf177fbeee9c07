// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * An Error at every point of every public call, as SQLite does it with a lack of memory: at the
 * k-th probe, for k = 1, 2, ... until there is no k-th. After each:
 *
 * <ol type="a">
 *   <li>What was accepted is written, or every later call and {@code close} fails with the first
 *       error as its cause. There is no hole in the file, and nothing is settled that is not in it.
 *   <li>Nothing is stuck: the thread whose call died may close and reclaim, or another one when
 *       that thread is gone; the task ends, the gate closes.
 *   <li>Every buffer and the writer are handed out, once, also by a second attempt.
 * </ol>
 *
 * <p>A point is an error that was thrown. No points, or a sweep that ends early, is a failure.
 */
class AnomalySweepTest {

  private static final Logger LOGGER = Logger.getLogger("dev.sluice");

  private static final List<ErrorPlan> QUICK =
      List.of(
          new ErrorPlan("SINGLE", false, false),
          new ErrorPlan("FULL_STACK", true, true),
          new ErrorPlan("NO_MEMORY", false, true));

  /**
   * Single errors alone, until one is a violation: for a check that looks at many kernels, and has
   * no time for more.
   */
  private static final boolean SINGLE = Boolean.getBoolean("anomalies.single");

  private static final int MOST_TOLD = 5;

  /** Where each attempt needs a new world. */
  private static final List<ErrorPlan> COLD = List.of(new ErrorPlan("FIRST", false, false));

  @Test
  @DisplayName("H20 H21 H22 B1 B3 E1 L2 L3: an Error at any point loses nothing and blocks nobody")
  void anErrorAtAnyPointLosesNothingAndBlocksNobody() throws Exception {
    Sweep sweep = new Sweep(SINGLE ? 1 : 20);
    Level before = LOGGER.getLevel();
    LOGGER.setLevel(Level.OFF); // the kernel warns of each handle that a spawn has lost
    try {
      boolean nightly = "nightly".equals(System.getProperty("level"));
      if (SINGLE) {
        sweep.run(QUICK.subList(0, 1), List.of(), false);
      } else {
        sweep.run(nightly ? all() : QUICK, COLD, nightly);
      }
    } finally {
      LOGGER.setLevel(before);
    }
    Table table = new Table(sweep);
    table.write(Path.of("target", "anomalies.json"));
    System.out.println(table);
    List<String> violations = sweep.violations();
    String first = String.join("\n", violations.subList(0, Math.min(MOST_TOLD, violations.size())));
    assertEquals(0, violations.size(), () -> "violations, the first of which are:\n" + first);
    assertTrue(table.everyCallHasPoints(), "a call without a point");
  }

  /** Each kind of errors with each kind of buffers, and with each thread to go on. */
  private static List<ErrorPlan> all() {
    List<ErrorPlan> all = new ArrayList<>();
    for (ErrorPlan errors : QUICK) {
      for (boolean direct : new boolean[] {false, true}) {
        for (boolean moves : new boolean[] {false, true}) {
          all.add(new ErrorPlan(errors.mode(), direct, moves));
        }
      }
    }
    return all;
  }
}
