// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.tlc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** What takes long: made into tests with {@code -Dlevel=nightly} only, one run of TLC at a time. */
@Tag("tlc")
@Tag("long")
@Tag("nightly")
@Tag("large")
@Tag("3000s")
class NightlyTest {

  private static final Specs SPECS = new Specs(Specs.FOLDER);
  private static final Path WORK = Path.of("target/tlc-nightly").toAbsolutePath();

  private static final TlcReport REPORT = new TlcReport(Path.of("target/tlc-nightly.json"));

  /** The different states that the largest configuration has at least. */
  private static final long STATES = 10_000_000;

  @TestFactory
  List<DynamicTest> largeConfigurationsHoldAndDistributedTlcAgrees() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    if (System.getProperty("level", "quick").equals("nightly")) {
      for (TlcConfig config : SPECS.configurations(true)) {
        tests.add(DynamicTest.dynamicTest(config.name(), () -> holds(config)));
      }
      tests.add(DynamicTest.dynamicTest("distributed", NightlyTest::distributed));
    }
    return tests;
  }

  private static void holds(TlcConfig config) throws Exception {
    TlcResult result = REPORT.add(Tlc.large(WORK, Duration.ofMinutes(55)).check(config, false));
    assertTrue(result.holds(), () -> result.line() + ", see " + result.output());
    if (config.name().equals("FlushKernel-nightly")) {
      assertTrue(result.distinct() >= STATES, () -> "too small: " + result.line());
    }
  }

  /**
   * A server and two workers come to the same verdict and the same number of states as one machine.
   * How many states are generated depends on how they are dealt out, and is not compared.
   */
  private static void distributed() throws Exception {
    TlcConfig config = SPECS.configuration("FlushKernel");
    Duration atMost = Duration.ofMinutes(5);
    List<String> jvm = List.of("-XX:+UseParallelGC", "-Xmx1g");
    TlcResult one = new Tlc(WORK.resolve("one"), jvm, 1, atMost).check(config, false);
    DistributedTlc.Result many =
        new DistributedTlc(new Tlc(WORK.resolve("many"), jvm, 1, atMost), 2).check(config);
    System.out.println(one.line());
    System.out.println(many.result().line() + ", from each worker " + many.received());
    assertTrue(one.holds(), one::line);
    assertTrue(many.result().holds(), many.result()::line);
    assertEquals(one.distinct(), many.result().distinct());
    assertEquals(2, many.received().size());
    assertTrue(many.received().stream().allMatch(n -> n > 0), () -> "idle: " + many.received());
  }
}
