// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.mutant;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.model.guest.KernelSources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every mutant against every check, and first the kernel as it is, on which each must pass: made
 * into tests by {@code -Dcross=i/n}, which takes the i-th of n parts of the mutants.
 */
class CrossTest {

  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path WORK = TARGET.resolve("cross");
  private static final KillMatrix MATRIX = new KillMatrix();
  private static final String PART = System.getProperty("cross", "");

  @TestFactory
  List<DynamicTest> cross() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    if (!PART.isEmpty()) {
      int i = Integer.parseInt(PART.split("/")[0]);
      int n = Integer.parseInt(PART.split("/")[1]);
      KernelSources kernel = KernelSources.read(KernelSources.HERE);
      ExecutorService two = Executors.newFixedThreadPool(2);
      Future<Cross> unchanged =
          two.submit(() -> shared(kernel.compile(WORK.resolve("unchanged")), "unchanged"));
      tests.add(DynamicTest.dynamicTest("unchanged", () -> passes(unchanged.get())));
      List<Mutant> mutants = Mutant.all(Path.of("mutants"));
      for (int m = i - 1; m < mutants.size(); m += n) {
        Mutant mutant = mutants.get(m);
        Future<Cross> cross =
            two.submit(() -> shared(Trial.compile(mutant, kernel, WORK), mutant.id()));
        tests.add(DynamicTest.dynamicTest(mutant.id(), () -> cross(mutant, cross.get())));
      }
      two.shutdown(); // takes no more, and ends when they are done
      tests.add(
          0,
          DynamicTest.dynamicTest(
              "all but stress", () -> assertTrue(two.awaitTermination(10, TimeUnit.HOURS))));
      assertTrue(tests.size() > 2, "no such part: " + PART);
    }
    return tests;
  }

  private static Cross shared(Path classes, String name) throws Exception {
    long start = System.nanoTime();
    Cross cross = Cross.of(classes, WORK.resolve(name)).sharingTheMachine();
    System.out.printf(
        "[cross] %s, all but stress: %.0f s%n", name, (System.nanoTime() - start) / 1e9);
    return cross;
  }

  private static void passes(Cross cross) throws Exception {
    SortedMap<String, Boolean> checks = cross.alone();
    System.out.println("[cross] unchanged: " + checks.size() + " checks");
    assertTrue(!checks.containsValue(true), () -> "found something: " + killers(checks));
  }

  private static void cross(Mutant mutant, Cross cross) throws Exception {
    SortedMap<String, Boolean> checks = cross.alone();
    MATRIX.add(mutant, checks);
    List<String> killers = killers(checks);
    System.out.printf(
        "[cross] %s: killed by %d of %d checks%n", mutant, killers.size(), checks.size());
    assertTrue(
        killers.isEmpty() == mutant.killer().isEmpty(),
        () -> mutant + (killers.isEmpty() ? " is killed by none" : " is killed by " + killers));
  }

  private static List<String> killers(SortedMap<String, Boolean> checks) {
    return checks.keySet().stream().filter(checks::get).toList();
  }

  @AfterAll
  static void report() throws IOException {
    if (!PART.isEmpty()) {
      MATRIX.write(TARGET.resolve("cross.json"));
      System.out.println(MATRIX.text());
    }
  }
}
