// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code target/exploration.json}: written anew after each exploration, so it says what was done.
 */
public final class Report {

  private static final Path FILE = Path.of("target", "exploration.json");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final ObjectNode ROOT = JSON.createObjectNode();
  private static final ArrayNode SCENARIOS = JSON.createArrayNode();

  private Report() {}

  /**
   * What the explorer's check of itself found; the scenarios count only if it is exact and full.
   */
  static synchronized void checked(boolean exact, int caught, int total) {
    ROOT.put("java", Runtime.version().feature());
    ROOT.put("level", System.getProperty("level", "quick"));
    ROOT.putObject("calibration").put("exact", exact);
    ROOT.putObject("canaries").put("caught", caught).put("total", total);
    ROOT.set("scenarios", SCENARIOS);
    write();
  }

  /** The random programs, for all of which the search found what there is. */
  static synchronized void programs(int programs, long schedules) {
    ROOT.putObject("programs").put("equal", programs).put("schedules", schedules);
    write();
  }

  /** Adds a scenario's exploration. */
  static synchronized void add(Exploration e) {
    ObjectNode scenario = SCENARIOS.addObject();
    scenario.put("name", e.name());
    scenario.put("search", e.mode().search().toString());
    scenario.put("park", e.mode().park().toString());
    scenario.put("slot", e.mode().slot().toString());
    scenario.put("schedules", e.schedules());
    scenario.put("exhausted", e.exhausted());
    scenario.put("depth", e.depth());
    scenario.put("repeated", e.repeated());
    scenario.put("raceFree", e.raceFree());
    scenario.put("plainAccesses", e.plainAccesses());
    ObjectNode outcomes = scenario.putObject("outcomes");
    e.outcomes().forEach(outcomes::put);
    scenario.put("seconds", e.seconds());
    ArrayNode transitions = scenario.putArray("transitions");
    e.transitions().forEach(transitions::add);
    e.failure().ifPresent(f -> scenario.put("failure", f.kind()));
    write();
  }

  private static void write() {
    try {
      Files.createDirectories(FILE.getParent());
      JSON.writeValue(FILE.toFile(), ROOT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
