// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.atlas;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.model.harness.KernelSources;
import dev.sluice.model.harness.Layer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parts of the page for explored scenarios. */
final class ScenarioParts {

  /** A search of a scenario. */
  record Search(
      String search, String park, String slot, long schedules, boolean exhausted, long seconds) {}

  /** A schedule that the player shows. */
  record Sample(String film, String outcome, int steps) {}

  /**
   * A scenario.
   *
   * @param key the key for links
   * @param outcomes the outcomes of the search that saw most schedules
   * @param transitions the ids that the scenario visits, with counts
   */
  record Part(
      String key,
      String name,
      List<Search> searches,
      Map<String, Long> outcomes,
      Map<String, Long> transitions,
      Map<String, Long> properties,
      List<Sample> samples) {

    boolean exhausted() {
      return searches.stream().anyMatch(Search::exhausted);
    }
  }

  private ScenarioParts() {}

  static String key(String name) {
    return "scenario-" + name.replaceAll("[^a-z0-9]+", "-");
  }

  static List<Part> all(Folders folders, KernelSources kernel, Films films) throws IOException {
    Map<String, List<JsonNode>> searches = new LinkedHashMap<>();
    for (JsonNode search : folders.report("scenarios/exploration.json").path("scenarios")) {
      searches.computeIfAbsent(search.path("name").asText(), n -> new ArrayList<>()).add(search);
    }
    Map<String, List<Sample>> samples = samples(folders, kernel, films);
    JsonNode visits =
        folders.report("scenarios/visits.json").path(Layer.EXPLORE.toString()).path("scenarios");
    List<Part> parts = new ArrayList<>();
    searches.forEach(
        (name, of) -> {
          JsonNode widest = of.get(0);
          List<Search> list = new ArrayList<>();
          for (JsonNode search : of) {
            boolean wider = schedules(search) > schedules(widest);
            widest = wider ? search : widest;
            list.add(
                new Search(
                    search.path("search").asText(),
                    search.path("park").asText(),
                    search.path("slot").asText(),
                    schedules(search),
                    search.path("exhausted").asBoolean(),
                    Math.round(search.path("seconds").asDouble())));
          }
          parts.add(
              new Part(
                  key(name),
                  name,
                  list,
                  counts(widest.path("outcomes")),
                  counts(visits.path(name).path("transitions")),
                  counts(visits.path(name).path("properties")),
                  samples.getOrDefault(name, List.of())));
        });
    return parts;
  }

  private static long schedules(JsonNode search) {
    return search.path("schedules").asLong();
  }

  static Map<String, Long> counts(JsonNode node) {
    Map<String, Long> counts = new LinkedHashMap<>();
    node.properties().forEach(e -> counts.put(e.getKey(), e.getValue().asLong()));
    return counts;
  }

  private static Map<String, List<Sample>> samples(
      Folders folders, KernelSources kernel, Films films) throws IOException {
    Lines lines = new Lines(kernel, kernel);
    Map<String, List<Sample>> samples = new HashMap<>();
    for (Path file : Folders.list(folders.reports("scenarios").resolve("schedules"), ".json")) {
      JsonNode recorded = folders.read(file);
      String name = recorded.path("name").asText();
      List<Sample> list = new ArrayList<>();
      for (JsonNode recording : recorded.path("recordings")) {
        String film = key(name) + "-" + (list.size() + 1);
        films.add(film, name + ", schedule " + (list.size() + 1), recording, lines::part);
        list.add(
            new Sample(film, recording.path("outcome").asText(), recording.path("frames").size()));
      }
      samples.put(name, list);
    }
    return samples;
  }
}
