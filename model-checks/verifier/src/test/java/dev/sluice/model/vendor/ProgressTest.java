// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.model.harness.Check;
import dev.sluice.model.harness.Layer;
import dev.sluice.model.harness.TestCheck;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is said of how far it is. */
class ProgressTest {

  private static Check check(String name, int seconds) {
    return new TestCheck("dev.sluice." + name, "kernel", Layer.UNIT, Set.of(), seconds);
  }

  @Test
  void progressSaysWhatRunsHowFarAndHowLongStill() {
    Check unit = check("UnitTest", 30);
    Check stress = check("StressTest", 90);
    try (Progress progress = new Progress(null, List.of(unit, stress), Check::seconds)) {
      progress.begin(unit);
      assertEquals("  0 %  unit; UnitTest  0:05, about 2:00 in all", progress.line(5));
      progress.end(unit);
      progress.begin(stress);
      assertEquals(" 25 %  unit; StressTest  1:00, about 3:00 left", progress.line(60));
    }
  }

  @Test
  void theLineOfProgressIsGoneInTheEnd() {
    StringWriter terminal = new StringWriter();
    new Progress(new PrintWriter(terminal), List.of(check("UnitTest", 30)), Check::seconds).close();
    assertEquals("", terminal.toString().replaceAll("\r[^\r]*(?=\r)", "").strip());
  }
}
