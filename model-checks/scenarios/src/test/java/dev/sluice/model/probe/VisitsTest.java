// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.explore.Report;
import dev.sluice.model.harness.Child;
import dev.sluice.model.harness.KernelSources;
import dev.sluice.model.harness.Layer;
import dev.sluice.model.harness.Outcome;
import dev.sluice.model.harness.UnitCommand;
import dev.sluice.model.scenario.VisitsCommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The kernel's tests and the exploration, run on a copy of the kernel that counts: what they
 * visited goes to {@code target/visits.json}. Counting changes nothing that they look at, so each
 * must pass as it does without.
 */
@Tag("explore")
@Tag("long")
@Tag("visits")
@Tag("40s")
class VisitsTest {

  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path WORK = TARGET.resolve("visits");
  private static final Path REPORT = TARGET.resolve("visits.json");
  private static final Duration AT_MOST = Duration.ofMinutes(5);
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Of each scenario. It takes no more to see what a scenario visits: most end before. */
  private static final int SCHEDULES = 100;

  private static final ObjectNode FOUND = JSON.createObjectNode();
  private static Path kernel;

  @BeforeAll
  static void compile() throws IOException {
    kernel = Probes.into(KernelSources.read(KernelSources.HERE)).compile(WORK);
    // Beside the kernel: some of its tests start JVMs with only these classes and their own.
    for (Class<?> called : List.of(Count.class, Deaths.class, Deaths.Death.class)) {
      String name = called.getName().replace('.', '/') + ".class";
      Path copy = kernel.resolve(name);
      Files.createDirectories(copy.getParent());
      try (InputStream in = called.getResourceAsStream("/" + name)) {
        Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  @Test
  void theKernelsTestsPassOnAKernelThatCounts() throws Exception {
    Path counts = WORK.resolve("unit.tsv");
    run(
        List.of("-ea", "-D" + Count.FILE + "=" + counts),
        UnitCommand.class,
        // A counter is a call, and what the kernel does with a full stack must not make one. The
        // sweep visits nothing that the others do not, in three times their time.
        UnitCommand.all(".*(FullStack|AnomalySweep)Test"),
        KernelSources.MODULE,
        "unit.txt");
    ObjectNode transitions = JSON.createObjectNode();
    for (String line : Files.readAllLines(counts)) {
      String[] cells = line.split("\t");
      transitions.put(cells[0], Long.parseLong(cells[1]));
    }
    report(
        Layer.UNIT.toString(),
        "one schedule each",
        JSON.createObjectNode().<ObjectNode>set("transitions", transitions));
  }

  @Test
  void theExplorationPassesOnAKernelThatCounts() throws Exception {
    Path counts = WORK.resolve("exploration.json");
    run(
        Child.EXPLORATION,
        VisitsCommand.class,
        List.of(Integer.toString(SCHEDULES), counts.toString()),
        Path.of("").toAbsolutePath(),
        "exploration.txt");
    JsonNode scenarios = JSON.readTree(counts.toFile());
    Report.visited(scenarios);
    ObjectNode all = JSON.createObjectNode();
    for (String kind : List.of("transitions", "properties")) {
      all.set(kind, sum(scenarios, kind));
    }
    String bound =
        String.format(
            "at most the first %d schedules of each of %d scenarios, exact parking",
            SCHEDULES, scenarios.size());
    report(Layer.EXPLORE.toString(), bound, all.<ObjectNode>set("scenarios", scenarios));
  }

  private static void run(
      List<String> jvm, Class<?> main, List<String> arguments, Path folder, String log)
      throws IOException, InterruptedException {
    Outcome outcome = Child.run(kernel, jvm, main, arguments, folder, WORK.resolve(log), AT_MOST);
    assertEquals(Outcome.Kind.PASSED, outcome.kind(), outcome::says);
  }

  private static JsonNode sum(JsonNode scenarios, String kind) {
    SortedMap<String, Long> sums = new TreeMap<>();
    for (JsonNode scenario : scenarios) {
      scenario
          .path(kind)
          .properties()
          .forEach(c -> sums.merge(c.getKey(), c.getValue().asLong(), Long::sum));
    }
    return JSON.valueToTree(sums);
  }

  private static void report(String layer, String bound, ObjectNode visits) throws IOException {
    visits.put("bound", bound);
    List<String> seen = new ArrayList<>();
    visits.path("transitions").fieldNames().forEachRemaining(seen::add);
    assertTrue(seen.size() > 10, () -> layer + " visited only " + seen);
    FOUND.set(layer, visits);
    JSON.writeValue(REPORT.toFile(), FOUND);
    System.out.println("[visits] " + layer + ": " + seen.size() + " transitions visited");
  }
}
