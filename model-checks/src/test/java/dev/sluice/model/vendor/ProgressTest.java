// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.model.harness.Layer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of how far it is. */
class ProgressTest {

  private static VerifyStep step(String name, int seconds) {
    return new VerifyStep(name, Layer.UNIT, seconds, true, log -> null);
  }

  @Test
  void whatRunsHowFarAndHowLongStill() {
    VerifyStep unit = step("unit", 30);
    VerifyStep stress = step("stress", 90);
    try (Progress progress = new Progress(null, List.of(unit, stress))) {
      progress.begin(unit);
      assertEquals("  0 %  unit  0:05, about 2:00 in all", progress.line(5));
      progress.end(unit);
      progress.begin(stress);
      assertEquals(" 25 %  stress  1:00, about 3:00 left", progress.line(60));
    }
  }

  @Test
  void theLineIsGoneInTheEnd() {
    StringWriter terminal = new StringWriter();
    new Progress(new PrintWriter(terminal), List.of(step("unit", 30))).close();
    assertEquals("", terminal.toString().replaceAll("\r[^\r]*(?=\r)", "").strip());
  }
}
