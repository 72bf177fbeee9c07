// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The {@link AnomalySweep} with errors that last: a stack that stays full, memory that stays
 * exhausted, and an error where a place is resolved for the first time.
 */
@Tag("unit")
@Tag("60s")
class AnomalySweepIT {

  private static final int MOST = 20;

  private static final List<ErrorPlan> QUICK =
      List.of(new ErrorPlan("FULL_STACK", true, true), new ErrorPlan("NO_MEMORY", false, true));

  /** The plans for which each attempt needs a new world. */
  private static final List<ErrorPlan> COLD = List.of(new ErrorPlan("FIRST", false, false));

  @Test
  @DisplayName("H20 H21 H22 B1 B3 E1 L2 L3: errors that go on lose nothing and block nobody")
  void errorsThatGoOnLoseNothingAndBlockNobody() throws Exception {
    boolean nightly = "nightly".equals(System.getProperty("level"));
    Path report = Path.of("target", "anomalies.json");
    List<String> untouched = AnomalySweep.run(nightly ? all() : QUICK, COLD, nightly, MOST, report);
    // No stack is filled in a task, which has no caller, and there it may allocate nothing.
    untouched = untouched.stream().filter(call -> !call.startsWith("task: ")).toList();
    assertEquals(List.of(), untouched, "calls at which no error was thrown");
  }

  /** Returns each kind of errors with each kind of buffers, and with each thread to go on. */
  private static List<ErrorPlan> all() {
    List<ErrorPlan> all = new ArrayList<>();
    for (String mode : List.of("SINGLE", "FULL_STACK", "NO_MEMORY")) {
      for (boolean direct : new boolean[] {false, true}) {
        for (boolean moves : new boolean[] {false, true}) {
          all.add(new ErrorPlan(mode, direct, moves));
        }
      }
    }
    return all;
  }
}
