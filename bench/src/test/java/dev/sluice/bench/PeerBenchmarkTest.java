// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.bench.peer.Peers;
import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The benchmark runs, and says so if a flush allocates. Says nothing about speed. */
class PeerBenchmarkTest {

  /**
   * Half the smallest object. On a quiet machine it is below 0.1; but what JMH and its JVM allocate
   * meanwhile, some 100 KB a second, is charged to the flushes, and on a busy one these are few.
   * {@link FlushAllocationTest} counts exactly.
   */
  private static final double MOST_BYTES_PER_FLUSH = 8;

  @Test
  void theBenchmarkRunsAndItsFlushAllocatesNothing() throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include("\\b" + PeerBenchmark.class.getSimpleName() + "\\.flush$")
            .param("peer", Peers.SLUICE.name())
            .forks(1)
            .warmupIterations(1)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(1)
            .measurementTime(TimeValue.seconds(2))
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();

    Collection<RunResult> results = new Runner(options).run();

    assertEquals(1, results.size(), "benchmarks that ran");
    RunResult result = results.iterator().next();
    assertTrue(result.getPrimaryResult().getScore() > 0, () -> "took no time: " + result);
    Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
    assertTrue(
        allocated.getScore() < MOST_BYTES_PER_FLUSH,
        () -> allocated.getScore() + " bytes for each flush");
  }
}
