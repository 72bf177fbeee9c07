// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.tlc;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpecsTest {

  private static final Path SPECS = Path.of("src/main/tla").toAbsolutePath();
  private static final TlcReport REPORT = new TlcReport(Path.of("target/tlc.json"));
  private static final Tlc TLC =
      new Tlc(Path.of("target/tlc").toAbsolutePath(), 1, "1g", Duration.ofMinutes(2));

  @Test
  void slotRefinesChannel() throws Exception {
    TlcResult result = REPORT.add(TLC.check(TlcConfig.read(SPECS.resolve("Slot.cfg")), true));
    assertTrue(result.holds(), result::line);
  }
}
