// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.mutant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.model.harness.KernelSources;
import dev.sluice.model.harness.Outcome;
import dev.sluice.model.harness.Plan;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way to the mutants is not what kills them: a copy with no change passes the same checks. */
@Tag("long")
class UnchangedKernelTest {

  private static final Path WORK = Path.of("target/mutants/000-unchanged").toAbsolutePath();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "explore; shutdown against cancel; atomic",
        "explore; slot: 1 sent, 1 received; real; spurious",
        "unit; SlotTest",
        "conform",
        "stress; S08"
      })
  void anUnchangedCopyOfTheKernelPassesTheChecks(String check) throws Exception {
    Path classes = KernelSources.read(KernelSources.HERE).compile(WORK);
    Outcome outcome = Plan.check(check).run(classes, WORK);
    assertEquals(Outcome.Kind.PASSED, outcome.kind(), outcome::says);
  }
}
