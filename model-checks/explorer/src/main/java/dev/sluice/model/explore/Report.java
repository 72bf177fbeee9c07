// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;

/**
 * {@code target/exploration.json}: written anew after each exploration, so it says what was done.
 * The JVMs of one build add to it; what an earlier build left there is dropped.
 */
public final class Report {

  private static final Path FILE = Path.of("target", "exploration.json");
  private static final Path LOCK = Path.of("target", "exploration.lock");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Without a build, in an IDE say, each JVM is one. */
  private static final String BUILD =
      System.getProperty(
          "sluice.build", "JVM " + ManagementFactory.getRuntimeMXBean().getStartTime());

  private Report() {}

  /**
   * What the explorer's check of itself found; the scenarios count only if it is exact and full.
   */
  static void checked(boolean exact, int caught, int total) {
    update(
        root -> {
          root.put("java", Runtime.version().feature());
          root.put("level", System.getProperty("level", "quick"));
          root.putObject("calibration").put("exact", exact);
          root.putObject("canaries").put("caught", caught).put("total", total);
        });
  }

  /** The random programs, for all of which the search found what there is. */
  static void programs(int programs, long schedules) {
    update(root -> root.putObject("programs").put("equal", programs).put("schedules", schedules));
  }

  /** Adds a scenario's exploration. */
  static void add(Exploration e) {
    ObjectNode scenario = JSON.createObjectNode();
    scenario.put("name", e.name());
    scenario.put("search", e.mode().search().toString());
    scenario.put("park", e.mode().park().toString());
    scenario.put("slot", e.mode().core().toString());
    scenario.put("schedules", e.schedules());
    scenario.put("exhausted", e.exhausted());
    scenario.put("depth", e.depth());
    scenario.put("repeated", e.repeated());
    scenario.put("raceFree", e.raceFree());
    scenario.put("plainAccesses", e.plainAccesses());
    ObjectNode outcomes = scenario.putObject("outcomes");
    e.outcomes().forEach(outcomes::put);
    scenario.put("seconds", e.seconds());
    e.failure().ifPresent(f -> scenario.put("failure", f.kind()));
    update(root -> root.withArray("scenarios").add(scenario));
  }

  /**
   * Adds what each scenario visits.
   *
   * @param visits for each name {@code transitions}, the ids with counts
   */
  public static void visited(JsonNode visits) {
    update(root -> root.set("visits", visits));
  }

  /** In whichever order the two were reported. */
  private static void putTransitions(ObjectNode root) {
    for (JsonNode scenario : root.path("scenarios")) {
      ArrayNode transitions = ((ObjectNode) scenario).putArray("transitions");
      root.path("visits")
          .path(scenario.path("name").asText())
          .path("transitions")
          .fieldNames()
          .forEachRemaining(transitions::add);
    }
  }

  private static synchronized void update(Consumer<ObjectNode> change) {
    try {
      Files.createDirectories(FILE.getParent());
      try (FileChannel channel =
              FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (!lock.isValid()) {
          throw new IOException("the lock on " + LOCK + " was lost");
        }
        ObjectNode root = ofThisBuild();
        change.accept(root);
        putTransitions(root);
        JSON.writeValue(FILE.toFile(), root);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode ofThisBuild() throws IOException {
    if (Files.exists(FILE)) {
      JsonNode found = JSON.readTree(FILE.toFile());
      if (found.path("build").asText().equals(BUILD)) {
        return (ObjectNode) found;
      }
    }
    ObjectNode root = JSON.createObjectNode().put("build", BUILD);
    for (String later : List.of("calibration", "canaries")) {
      root.putObject(later);
    }
    root.putArray("scenarios");
    return root;
  }
}
