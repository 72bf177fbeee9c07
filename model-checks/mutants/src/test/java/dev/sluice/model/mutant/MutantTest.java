// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.mutant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.model.harness.KernelSources;
import dev.sluice.model.harness.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a mutant is read, applied and judged. */
class MutantTest {

  private static final String FILE = "dev/sluice/kernel/Some.java";
  private static final KernelSources SOURCES =
      new KernelSources(
          new TreeMap<>(Map.of(FILE, "package dev.sluice.kernel;\nclass Some {\n}\n")));

  private static List<String> patch(String removed, String... header) {
    return Stream.concat(
            Arrays.stream(header),
            Stream.of(
                "",
                "--- a/kernel/src/main/java/" + FILE,
                "+++ b/kernel/src/main/java/" + FILE,
                "@@ -1,3 +1,3 @@",
                " package dev.sluice.kernel;",
                "-" + removed,
                "+class Some { int i;",
                " }"))
        .toList();
  }

  private static Mutant mutant(String removed, String killer, String finding) {
    return Mutant.parse(
        "001-some",
        patch(
            removed,
            "Breaks: it",
            "Property: B1 B2",
            "Transitions: S1",
            "Resembles: -",
            "Killer: " + killer,
            "Finding: " + finding));
  }

  private static List<String> plainWord() throws IOException {
    try (Stream<Path> files = Files.list(Mutant.FOLDER)) {
      Path file =
          files.filter(f -> f.toString().endsWith("-word-plain.patch")).findFirst().orElseThrow();
      return Files.readAllLines(file);
    }
  }

  @Test
  void aPatchIsAppliedWhereItsLinesAreThere() throws IOException {
    Mutant mutant = mutant("class Some {", "conform", "x");
    assertEquals(List.of("B1", "B2"), mutant.properties());
    String text = Patches.apply(mutant.diff(), SOURCES).text(FILE);
    assertTrue(text.contains("class Some { int i;"), text);
  }

  /** Seen red when all parts of a patch were applied at once: 064 was not found in itself. */
  @Test
  void eachMutantIsFoundInItsKernelAndNotInTheOriginal() throws IOException {
    KernelSources kernel = KernelSources.read(KernelSources.HERE);
    for (Mutant mutant : Mutant.all(Mutant.FOLDER)) {
      assertTrue(mutant.isIn(mutant.in(kernel)), mutant::id);
      assertFalse(mutant.isIn(kernel), mutant::id);
    }
  }

  @Test
  void aPatchWhoseLinesAreNotThereIsRefused() {
    Mutant mutant = mutant("class Other {", "conform", "x");
    assertThrows(IOException.class, () -> Patches.apply(mutant.diff(), SOURCES));
  }

  @Test
  void mutantHeadersThatSayTooLittleAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Mutant.parse("001-some", patch("class Some {", "Breaks: it", "Property: B1")));
    assertThrows(
        IllegalArgumentException.class, () -> mutant("class Some {", "explore; no mode", "x"));
    assertThrows(IllegalArgumentException.class, () -> Mutant.parse("some", patch("class Some {")));
  }

  @Test
  void aMutantThatDoesNotCompileIsNoKill(@TempDir Path work) {
    Mutant mutant =
        new Mutant(
            "001-some",
            "it",
            List.of("B1"),
            List.of("S1"),
            "-",
            Optional.of(Plan.check("conform")),
            List.of("x"),
            "any",
            Optional.empty(),
            patch("class Some {").stream().map(l -> l.replace("int i;", "int i")).toList());
    assertThrows(IOException.class, () -> Trial.run(mutant, SOURCES, work));
  }

  @Test
  void aFindingThatTheMutantDoesNotNameIsNoKill(@TempDir Path work) throws Exception {
    KernelSources kernel = KernelSources.read(KernelSources.HERE);
    List<String> plain =
        plainWord().stream()
            .map(l -> l.startsWith("Finding: plain read") ? "Finding: something else" : l)
            .toList();
    Trial trial = Trial.run(Mutant.parse("001-word-plain", plain), kernel, work);
    assertEquals(false, trial.killed());
    assertEquals(List.of("something else"), trial.missing());
  }

  @Test
  void aMutantWhoseCheckIsNotThereIsNotKilled(@TempDir Path work) throws Exception {
    KernelSources kernel = KernelSources.read(KernelSources.HERE);
    for (String gone :
        List.of("explore; no such scenario; real", "unit; NoSuchTest#atAll", "stress; S99")) {
      List<String> plain =
          plainWord().stream()
              .map(l -> l.startsWith("Killer: ") ? "Killer: " + gone : l)
              .filter(l -> !l.startsWith("Finding: plain"))
              .map(l -> l.startsWith("Finding: ") ? "Finding: a" : l)
              .toList();
      Trial trial = Trial.run(Mutant.parse("001-word-plain", plain), kernel, work);
      assertEquals(false, trial.killed(), trial.finding());
      assertTrue(trial.finding().startsWith("BROKE"), trial.finding());
    }
  }
}
