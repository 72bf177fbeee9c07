// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** What the real kernel does under real threads is what the spec allows, and visits all of it. */
@Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
@Tag("conform")
@Tag("long")
@Tag("40s")
class ConformanceTest {

  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final int RUNS =
      System.getProperty("level", "quick").equals("quick") ? 100_000 : 1_000_000;

  @Test
  void randomProgramsDoWhatTheSpecAllowsAndVisitAllOfIt() throws Exception {
    long seed = Long.getLong("conform.seed", 1);
    System.out.println("random programs: -Dconform.seed=" + seed);
    Conformance conformance = new Conformance("random programs");
    Oracle oracle = TheOracle.get();
    System.out.println("the oracle has " + oracle.size());
    long start = System.nanoTime();
    StagedRuns staged = new StagedRuns();
    conformance.add(staged.failsWhileTheCallerWaits());
    conformance.add(staged.writesWhenTheHandleIsDetached());
    run(conformance, seed * RUNS);
    double ran = seconds(start);
    conformance.judge(oracle);
    conformance.took(seconds(start));
    conformance.write(TARGET.resolve("conformance.json"));
    System.out.printf("%s; ran %.1f s of %.1f s%n", conformance.line(), ran, seconds(start));

    List<Judgement> rejections = conformance.rejections();
    assertTrue(
        rejections.isEmpty(),
        () -> rejections.size() + ", the first: " + rejections.get(0).explanation());
    assertTrue(conformance.traces() > RUNS);
    assertEquals(Set.of(), conformance.missing(oracle), "no trace proves that these were taken");
  }

  /** Two at a time: each is mostly one thread that waits for another one. */
  private static void run(Conformance conformance, long firstSeed) throws Exception {
    ExecutorService drivers = Executors.newFixedThreadPool(2);
    try {
      List<Future<?>> halves = new ArrayList<>();
      for (long from : new long[] {firstSeed, firstSeed + RUNS / 2}) {
        halves.add(
            drivers.submit(
                () -> {
                  RandomRuns runs = new RandomRuns();
                  for (long s = from; s < from + RUNS / 2; s++) {
                    conformance.add(new Trace(runs.apply(s)));
                  }
                }));
      }
      for (Future<?> half : halves) {
        half.get();
      }
    } finally {
      drivers.shutdownNow();
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
