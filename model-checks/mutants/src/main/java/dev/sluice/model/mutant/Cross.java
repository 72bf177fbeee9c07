// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.mutant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.model.conform.ConformCheck;
import dev.sluice.model.harness.Child;
import dev.sluice.model.harness.KernelSources;
import dev.sluice.model.harness.Outcome;
import dev.sluice.model.harness.StressCheck;
import dev.sluice.model.harness.UnitCheck;
import dev.sluice.model.harness.UnitCommand;
import dev.sluice.model.scenario.ExploreCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs every check on a kernel, not only the check that a mutant names. The results up to a hang
 * count: a check that hangs says nothing about those after it. Each check goes less far than where
 * a mutant names it, so that all fit into two hours. So a fault that is rarely seen may be missing
 * here.
 */
final class Cross {

  /**
   * How many schedules of each scenario and kind of parking. Most findings come in the first few.
   */
  private static final int SCHEDULES = 50;

  private static final int RUNS = 5_000;

  /** The limit for the unit tests: several times what they need beside two other kernels. */
  private static final Duration UNIT = Duration.ofSeconds(60);

  private static final Duration EXPLORE = Duration.ofSeconds(120);
  private static final Duration CONFORM = Duration.ofSeconds(70);
  private static final Duration STRESS = Duration.ofSeconds(120);

  private static final Pattern SAID = Pattern.compile("(?m)^(passed|FAILED) ([^:\\r\\n]+)");

  private final Path kernel;
  private final Path work;
  private final SortedMap<String, Boolean> checks = new TreeMap<>();
  private final SortedMap<String, Outcome> layers = new TreeMap<>();

  private Cross(Path kernel, Path work) {
    this.kernel = kernel;
    this.work = work;
  }

  /**
   * Runs all checks on one kernel.
   *
   * @param kernel the kernel's classes
   * @param work the folder for the files of the checks
   */
  static Cross of(Path kernel, Path work) throws IOException, InterruptedException {
    Cross cross = new Cross(kernel, work.toAbsolutePath());
    cross.unit();
    cross.explore();
    cross.conform();
    cross.stress();
    return cross;
  }

  /** Returns each check that ran, as {@link Check} spells it, and whether it found something. */
  SortedMap<String, Boolean> checks() {
    return checks;
  }

  /** Returns the result of each layer as a whole. A layer that passed ran all its checks. */
  SortedMap<String, Outcome> layers() {
    return layers;
  }

  private void unit() throws IOException, InterruptedException {
    Outcome outcome =
        Child.run(
            kernel,
            UnitCheck.JVM,
            UnitCommand.class,
            UnitCommand.all(""),
            KernelSources.MODULE,
            work.resolve("cross-unit.txt"),
            UNIT);
    layers.put("unit", outcome);
    Matcher said = SAID.matcher(outcome.says());
    while (said.find()) {
      String test = "unit; " + said.group(2).replace('.', '#');
      checks.merge(test, said.group(1).equals("FAILED"), Boolean::logicalOr);
    }
  }

  private void explore() throws IOException, InterruptedException {
    Outcome outcome =
        Child.run(
            kernel,
            Child.EXPLORATION,
            ExploreCommand.class,
            List.of("--all", Integer.toString(SCHEDULES)),
            Path.of("").toAbsolutePath(),
            work.resolve("cross-explore.txt"),
            EXPLORE);
    layers.put("explore", outcome);
    // A scenario's name may have a colon in it.
    outcome
        .says()
        .lines()
        .filter(line -> line.matches("(passed|FAILED) explore; .*"))
        .forEach(line -> checks.put(line.substring("passed ".length()), line.startsWith("FAILED")));
  }

  private void conform() throws IOException, InterruptedException {
    Outcome outcome = ConformCheck.run(kernel, RUNS, work, CONFORM);
    layers.put("conform", outcome);
    if (outcome.kind() != Outcome.Kind.BROKE) {
      checks.put("conform", outcome.kind() == Outcome.Kind.FOUND);
    }
  }

  private void stress() throws IOException, InterruptedException {
    Path out = work.resolve("cross-stress");
    Path summary = out.resolve("summary.json");
    Files.deleteIfExists(summary); // it is from an earlier run
    layers.put("stress", StressCheck.run(kernel, "brief", "", out, STRESS));
    if (Files.exists(summary)) {
      for (JsonNode test : new ObjectMapper().readTree(summary.toFile()).path("tests")) {
        boolean found = false;
        for (JsonNode outcome : test.path("outcomes")) {
          found |=
              outcome.path("expect").asText().equals("FORBIDDEN")
                  && outcome.path("count").asLong() > 0;
        }
        String name = test.path("name").asText().replaceFirst(".*\\.(S\\d+)_.*", "$1");
        if (!test.path("verdict").asText().equals("skipped")) {
          checks.put("stress; " + name, found);
        }
      }
    }
  }
}
