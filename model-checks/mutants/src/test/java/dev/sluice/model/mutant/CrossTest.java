// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.mutant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.model.harness.KernelSources;
import dev.sluice.model.harness.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Every mutant against every check, and first the kernel as it is, on which each must pass: made
 * into tests by {@code -Dcross=i/n}, which takes the i-th of n parts of the mutants.
 */
@Tag("long")
@Tag("cross")
class CrossTest {

  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path WORK = TARGET.resolve("cross");
  private static final KillMatrix MATRIX = new KillMatrix();
  private static final String PART = System.getProperty("cross", "");

  @TestFactory
  List<DynamicTest> mutantsThatNameAKillerAreKilledAndTheKernelIsNot() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    if (!PART.isEmpty()) {
      int i = Integer.parseInt(PART.split("/")[0]);
      int n = Integer.parseInt(PART.split("/")[1]);
      KernelSources kernel = KernelSources.read(KernelSources.HERE);
      assertTrue(1 <= i && i <= n, "no such part: " + PART);
      // Kernels at a time, on two processors: one that hangs only waits.
      ExecutorService three = Executors.newFixedThreadPool(3);
      Future<Cross> unchanged =
          three.submit(() -> cross(kernel.compile(WORK.resolve("unchanged")), "unchanged"));
      tests.add(DynamicTest.dynamicTest("unchanged", () -> passes(unchanged.get())));
      List<Mutant> mutants = Mutant.all(Mutant.FOLDER);
      for (int m = i - 1; m < mutants.size(); m += n) {
        Mutant mutant = mutants.get(m);
        Future<Cross> cross =
            three.submit(() -> cross(Trial.compile(mutant, kernel, WORK), mutant.id()));
        tests.add(DynamicTest.dynamicTest(mutant.id(), () -> judge(mutant, cross.get())));
      }
      three.shutdown(); // takes no more, and ends when they are done
    }
    return tests;
  }

  private static Cross cross(Path classes, String name) throws Exception {
    long start = System.nanoTime();
    Cross cross = Cross.of(classes, WORK.resolve(name));
    System.out.printf(
        "[cross] %s: %.0f s, killed by %d of %d checks%n",
        name,
        (System.nanoTime() - start) / 1e9,
        killers(cross.checks()).size(),
        cross.checks().size());
    return cross;
  }

  /** Of the kernel as it is, each layer ran whole. */
  private static void passes(Cross cross) {
    cross
        .layers()
        .forEach((layer, outcome) -> assertEquals(Outcome.Kind.PASSED, outcome.kind(), layer));
    int skipped = Runtime.version().feature() < 21 ? 1 : 0; // that of virtual threads
    assertTrue(
        cross.layers().get("unit").says().contains(" " + skipped + " skipped"), "unit, skipped");
    assertTrue(!cross.checks().containsValue(true), () -> killers(cross.checks()).toString());
  }

  private static void judge(Mutant mutant, Cross cross) throws IOException {
    MATRIX.add(mutant, cross.checks());
    MATRIX.write(TARGET.resolve("cross.json")); // what there is, if the run is cut short
    List<String> killers = killers(cross.checks());
    assertTrue(
        killers.isEmpty() == mutant.killer().isEmpty(),
        () -> mutant + (killers.isEmpty() ? " is killed by none" : " is killed by " + killers));
  }

  private static List<String> killers(SortedMap<String, Boolean> checks) {
    return checks.keySet().stream().filter(checks::get).toList();
  }

  @AfterAll
  static void report() {
    if (!PART.isEmpty()) {
      System.out.println(MATRIX.text());
    }
  }
}
