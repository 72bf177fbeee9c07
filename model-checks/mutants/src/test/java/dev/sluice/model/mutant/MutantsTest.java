// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.mutant;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.model.harness.KernelSources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mutant is killed by the check that it names, with the finding that it names. */
@Tag("mutants")
@Tag("long")
@Tag("280s")
class MutantsTest {

  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final List<Trial> ENDED = new ArrayList<>();
  private static long start;
  private static Trials trials;

  /** All, or those whose names contain one of the words of {@code -Dmutants=048,wake-up}. */
  static List<Mutant> mutants() throws IOException {
    List<String> some = List.of(System.getProperty("mutants", "").split(","));
    return Mutant.all(Mutant.FOLDER).stream()
        .filter(m -> some.stream().anyMatch(m.id()::contains))
        .toList();
  }

  @BeforeAll
  static void start() throws IOException {
    start = System.nanoTime();
    trials =
        new Trials(mutants(), KernelSources.read(KernelSources.HERE), TARGET.resolve("mutants"));
  }

  @AfterAll
  static void report() throws IOException {
    trials.close();
    double seconds = (System.nanoTime() - start) / 1e9;
    MutantReport.write(TARGET.resolve("mutants.json"), Mutant.all(Mutant.FOLDER), ENDED, seconds);
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void eachMutantIsKilledByTheCheckItNames(Mutant mutant) throws Exception {
    Trial trial = trials.of(mutant);
    ENDED.add(trial);
    assertTrue(
        trial.killed() || mutant.killer().isEmpty(),
        () -> trial.line() + "; not said: " + trial.missing() + "; said:\n" + trial.finding());
  }
}
