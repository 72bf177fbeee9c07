// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The {@link AnomalySweep} with single errors: the first violation ends it. */
class AnomalySweepTest {

  private static final List<ErrorPlan> SINGLE = List.of(new ErrorPlan("SINGLE", false, false));

  @Test
  @DisplayName("H20 H21 H22 B1 B3 E1 L2 L3: an Error at any point loses nothing and blocks nobody")
  void anErrorAtAnyPointLosesNothingAndBlocksNobody() throws Exception {
    Path report = Path.of("target", "anomalies-single.json");
    List<String> untouched = AnomalySweep.run(SINGLE, List.of(), false, 1, report);
    assertEquals(List.of(), untouched, "calls at which no error was thrown");
  }
}
