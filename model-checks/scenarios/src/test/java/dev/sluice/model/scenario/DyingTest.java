// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.model.harness.Child;
import dev.sluice.model.harness.KernelSources;
import dev.sluice.model.harness.Outcome;
import dev.sluice.model.probe.Probes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A call that dies of an Error, at each of the places where a probe can make it, under each
 * schedule or, at the quick level, the first ones.
 */
@Tag("explore")
@Tag("long")
@Tag("60s")
class DyingTest {

  private static final long MOST =
      "nightly".equals(System.getProperty("level")) ? Long.MAX_VALUE : 75;

  @Test
  void aCallThatDiesLosesNothingAndLeavesNobodyStuck() throws Exception {
    Path work = Path.of("target/dying").toAbsolutePath();
    Path kernel = Probes.deaths(KernelSources.read(KernelSources.HERE)).compile(work);
    Outcome outcome =
        Child.run(
            kernel,
            Child.EXPLORATION,
            ExploreCommand.class,
            List.of("--dying", Long.toString(MOST)),
            Path.of("").toAbsolutePath(),
            work.resolve("explore.txt"),
            Duration.ofMinutes(60));
    assertEquals(Outcome.Kind.PASSED, outcome.kind(), outcome::says);
  }
}
