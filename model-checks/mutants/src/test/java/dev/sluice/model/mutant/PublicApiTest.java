// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.mutant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.model.harness.Child;
import dev.sluice.model.harness.KernelSources;
import dev.sluice.model.harness.Outcome;
import dev.sluice.model.lincheck.PublicApi;
import dev.sluice.model.lincheck.PublicApiCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks by Lincheck's public API: the kernel passes, and these broken ones do not. */
@Tag("long")
class PublicApiTest {

  private static final Path WORK = Path.of("target", "public-api").toAbsolutePath();
  private static final Duration AT_MOST = Duration.ofMinutes(2);

  private static Outcome check(KernelSources kernel, PublicApi check, String name)
      throws Exception {
    Path work = WORK.resolve(name);
    return Child.run(
        kernel.compile(work),
        Child.EXPLORATION,
        PublicApiCommand.class,
        List.of(check.name()),
        Path.of("").toAbsolutePath(),
        work.resolve("said.txt"),
        AT_MOST);
  }

  @ParameterizedTest
  @EnumSource(PublicApi.class)
  void theKernelPassesEachCheckOfLincheck(PublicApi check) throws Exception {
    Outcome outcome = check(KernelSources.read(KernelSources.HERE), check, check.name());
    assertEquals(Outcome.Kind.PASSED, outcome.kind(), outcome.says());
  }

  private static Outcome slot(String id) throws Exception {
    Mutant mutant =
        Mutant.all(Mutant.FOLDER).stream()
            .filter(m -> m.id().startsWith(id + "-"))
            .findFirst()
            .orElseThrow();
    KernelSources broken = mutant.in(KernelSources.read(KernelSources.HERE));
    Outcome outcome = check(broken, PublicApi.SLOT, mutant.id());
    System.out.println("[lincheck] " + mutant.id() + " " + outcome.kind());
    return outcome;
  }

  @ParameterizedTest
  @ValueSource(strings = {"007", "009", "012", "013", "016", "017", "019"})
  void aBrokenSlotIsFoundByLincheck(String id) throws Exception {
    Outcome outcome = slot(id);
    assertEquals(Outcome.Kind.FOUND, outcome.kind(), outcome.says());
  }

  /** It lets park return for no reason, so nobody sleeps on. The explorer sees this one. */
  @Test
  void lincheckDoesNotSeeAMissingWakeUp() throws Exception {
    Outcome outcome = slot("001");
    assertEquals(Outcome.Kind.PASSED, outcome.kind(), outcome.says());
  }
}
