// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.mutant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.model.guest.Child;
import dev.sluice.model.guest.KernelSources;
import dev.sluice.model.guest.Outcome;
import dev.sluice.model.guest.UnitCommand;
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
 * A kernel against every check there is, not only the one that a mutant names. What a check says is
 * believed as far as it got: one that hangs says nothing of those that would have come after it.
 * Each goes less far than where a mutant names it, so that all of them fit into a night: what is
 * rarely seen may be missing here.
 */
final class Cross {

  /** Of each scenario and kind of parking; most findings come in the first hundred. */
  private static final int SCHEDULES = 100;

  /** The tests take 20 s, but for a kernel on which each of them hangs. */
  private static final Duration UNIT = Duration.ofSeconds(90);

  private static final Duration AT_MOST = Duration.ofMinutes(5);
  private static final Pattern SAID = Pattern.compile("(?m)^(passed|FAILED) ([^:\\r\\n]+)");

  private final Path kernel;
  private final Path work;

  /** Each check that ran, and whether it found something. */
  private final SortedMap<String, Boolean> checks = new TreeMap<>();

  private Cross(Path kernel, Path work) {
    this.kernel = kernel;
    this.work = work;
  }

  /**
   * For one kernel.
   *
   * @param kernel its classes
   * @param work for what is left behind
   */
  static Cross of(Path kernel, Path work) {
    return new Cross(kernel, work.toAbsolutePath());
  }

  /** All but the stress tests: two kernels at a time, on two processors. */
  Cross sharingTheMachine() throws IOException, InterruptedException {
    unit();
    explore();
    Outcome conform = new ConformKiller().check(kernel, work);
    checks.put("conform", conform.kind() == Outcome.Kind.FOUND);
    return this;
  }

  /**
   * The stress tests, when nothing else runs.
   *
   * @return by name, as {@link Killer} spells them, whether each check found something
   */
  SortedMap<String, Boolean> alone() throws IOException, InterruptedException {
    stress();
    return checks;
  }

  private void unit() throws IOException, InterruptedException {
    Outcome outcome =
        Child.run(
            kernel,
            UnitKiller.JVM,
            UnitCommand.class,
            UnitCommand.all(),
            KernelSources.MODULE,
            work.resolve("cross-unit.txt"),
            UNIT);
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
            AT_MOST);
    // A scenario's name may have a colon in it.
    outcome
        .says()
        .lines()
        .filter(line -> line.matches("(passed|FAILED) explore; .*"))
        .forEach(line -> checks.put(line.substring("passed ".length()), line.startsWith("FAILED")));
  }

  private void stress() throws IOException, InterruptedException {
    StressKiller.run(kernel, "brief", "", work.resolve("cross-stress"), AT_MOST);
    Path summary = work.resolve("cross-stress/summary.json");
    if (Files.exists(summary)) {
      for (JsonNode test : new ObjectMapper().readTree(summary.toFile()).path("tests")) {
        boolean found = false;
        for (JsonNode outcome : test.path("outcomes")) {
          found |=
              outcome.path("expect").asText().equals("FORBIDDEN")
                  && outcome.path("count").asLong() > 0;
        }
        String name = test.path("name").asText().replaceFirst(".*\\.(S\\d+)_.*", "$1");
        checks.put("stress; " + name, found);
      }
    }
  }
}
