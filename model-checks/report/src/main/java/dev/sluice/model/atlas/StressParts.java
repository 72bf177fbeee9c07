// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.atlas;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of the page for stress tests. */
final class StressParts {

  private static final Pattern HOLDS = Pattern.compile("holds\\s((?:[\\s*]*[A-Z][0-9]+,?)+)");

  /** An outcome: how often the test saw it, and whether the test may see it. */
  record Outcome(String is, String expect, long count) {}

  /** The part for one test. */
  record Part(
      String name,
      long samples,
      List<Outcome> outcomes,
      Map<String, Long> visits,
      List<String> holds) {

    boolean shows(String id) {
      return visits.containsKey(id) || holds.contains(id);
    }
  }

  private StressParts() {}

  static List<Part> all(Folders folders) throws IOException {
    List<Part> parts = new ArrayList<>();
    for (JsonNode test : folders.read(folders.stress().resolve("summary.json")).path("tests")) {
      String type = test.path("name").asText();
      List<Outcome> outcomes = new ArrayList<>();
      test.path("outcomes")
          .properties()
          .forEach(
              o ->
                  outcomes.add(
                      new Outcome(
                          o.getKey(),
                          o.getValue().path("expect").asText().toLowerCase(java.util.Locale.ROOT),
                          o.getValue().path("count").asLong())));
      outcomes.sort((a, b) -> Long.compare(b.count, a.count));
      parts.add(
          new Part(
              type.substring(type.lastIndexOf('.') + 1),
              test.path("samples").asLong(),
              outcomes,
              ScenarioParts.counts(test.path("visits")),
              holds(folders.stressTests().resolve(type.replace('.', '/') + ".java"))));
    }
    return parts;
  }

  /** Returns the properties for which the test says that it checks its outcomes. */
  private static List<String> holds(Path source) throws IOException {
    if (!Files.exists(source)) {
      return List.of();
    }
    Matcher holds = HOLDS.matcher(Files.readString(source));
    return holds.find() ? Arrays.asList(holds.group(1).split("[\\s*,]+")) : List.of();
  }
}
