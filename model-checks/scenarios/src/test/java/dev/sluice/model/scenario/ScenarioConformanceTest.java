// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.model.conform.Conformance;
import dev.sluice.model.conform.Judgement;
import dev.sluice.model.conform.Oracle;
import dev.sluice.model.explore.Explorer;
import dev.sluice.model.explore.Limits;
import dev.sluice.model.explore.Mode;
import dev.sluice.model.explore.Mode.CoreSteps;
import dev.sluice.model.explore.Park;
import dev.sluice.model.explore.Scenario;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The trace of each explored schedule is a path of the spec. */
@Tag("conform")
@Tag("explored")
@Tag("long")
@Tag("30s")
class ScenarioConformanceTest {

  private static final long MOST = "nightly".equals(System.getProperty("level")) ? 3_000 : 500;

  @Test
  void eachExploredScheduleIsAPathOfTheSpec() throws Exception {
    long start = System.nanoTime();
    Conformance conformance = new Conformance("explored schedules");
    long schedules = 0;
    for (Scenario scenario : RecordedStory.all(trace -> conformance.add(trace))) {
      Mode mode = Mode.reduced(Park.EXACT, CoreSteps.ATOMIC);
      schedules += Explorer.report(scenario, mode, Limits.schedules(MOST)).orThrow().schedules();
    }
    conformance.judge(Oracle.load(Path.of("target/conform").toAbsolutePath()));
    conformance.took((System.nanoTime() - start) / 1e9);
    conformance.write(Path.of("target/conformance.json"));
    System.out.println(conformance.line());
    List<Judgement> rejections = conformance.rejections();
    assertEquals(
        0,
        rejections.size(),
        () -> "of " + rejections.size() + ": " + rejections.get(0).explanation());
    assertTrue(conformance.traces() >= schedules, "a schedule left no trace");
  }
}
