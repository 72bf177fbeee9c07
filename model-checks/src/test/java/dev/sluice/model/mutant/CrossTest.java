// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.mutant;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.model.guest.KernelSources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every mutant against every check: made into tests by {@code -Dcross=i/n}, which takes the i-th of
 * n parts of the mutants. A mutant takes some two minutes, so this is for many machines.
 */
class CrossTest {

  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final KillMatrix MATRIX = new KillMatrix();
  private static final String PART = System.getProperty("cross", "");

  @TestFactory
  List<DynamicTest> cross() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    if (!PART.isEmpty()) {
      int i = Integer.parseInt(PART.split("/")[0]);
      int n = Integer.parseInt(PART.split("/")[1]);
      List<Mutant> mutants = Mutant.all(Path.of("mutants"));
      for (int m = i - 1; m < mutants.size(); m += n) {
        Mutant mutant = mutants.get(m);
        tests.add(DynamicTest.dynamicTest(mutant.id(), () -> cross(mutant)));
      }
      assertTrue(!tests.isEmpty(), "no such part: " + PART);
    }
    return tests;
  }

  private static void cross(Mutant mutant) throws Exception {
    long start = System.nanoTime();
    Path work = TARGET.resolve("cross");
    Path classes = Trial.compile(mutant, KernelSources.read(KernelSources.HERE), work);
    SortedMap<String, Boolean> checks = Cross.run(classes, work.resolve(mutant.id()));
    MATRIX.add(mutant, checks);
    List<String> killers = checks.keySet().stream().filter(checks::get).toList();
    System.out.printf(
        "[cross] %s: killed by %d of %d checks, %.0f s%n",
        mutant, killers.size(), checks.size(), (System.nanoTime() - start) / 1e9);
    assertTrue(
        killers.isEmpty() == mutant.killer().isEmpty(),
        () -> mutant + (killers.isEmpty() ? " is killed by none" : " is killed by " + killers));
  }

  @AfterAll
  static void report() throws IOException {
    if (!PART.isEmpty()) {
      MATRIX.write(TARGET.resolve("cross.json"));
      System.out.println(MATRIX.text());
    }
  }
}
