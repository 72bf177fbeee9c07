// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.atlas;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.model.atlas.Picture.Visits;
import dev.sluice.model.harness.Registry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The parts of the page for transitions and properties. */
final class IdParts {

  /** A column of the verdict's matrix, for one id. */
  record Visit(String layer, long times, String counts, String bound, boolean required) {}

  /** An action of the specs that belongs to the id, and how often TLC and the traces took it. */
  record Action(Spec.Definition is, long steps, long traces) {}

  /**
   * A configuration in which TLC checked a property in all states, or a fault that TLC rejected.
   */
  record Model(String config, String property, String verdict, long states, String says) {}

  /** A scenario that visits the id. */
  record Explored(String key, String name, long times, List<ScenarioParts.Search> searches) {}

  /** A mutant that breaks the id. */
  record Broken(String id, String breaks, String tool, String state, List<String> films) {}

  /** The part for one id. */
  record Part(
      String id,
      boolean property,
      String name,
      String says,
      String next,
      String explains,
      int layers,
      String whyFewer,
      List<Visit> visits,
      List<Code.Excerpt> code,
      List<Action> actions,
      List<Model> models,
      List<Explored> scenarios,
      List<StressParts.Part> stress,
      List<Broken> mutants) {}

  private final JsonNode verdict;
  private final JsonNode tlc;
  private final JsonNode traces;
  private final Texts texts;
  private final Code code;
  private final Spec spec;

  IdParts(Folders folders, Code code, JsonNode verdict) throws IOException {
    this.verdict = verdict;
    this.code = code;
    tlc = folders.report("specs/tlc.json");
    traces = folders.report("scenarios/conformance.json");
    texts = Texts.read();
    spec = Spec.read(folders.specs());
  }

  List<Part> all(
      List<ScenarioParts.Part> scenarios,
      List<StressParts.Part> stress,
      List<MutantParts.Part> mutants) {
    List<Part> parts = new ArrayList<>();
    for (String kind : List.of("transitions", "properties")) {
      for (JsonNode row : verdict.path(kind)) {
        String id = row.path("id").asText();
        boolean property = kind.equals("properties");
        parts.add(
            new Part(
                id,
                property,
                row.path("name").asText(),
                row.path("says").asText(),
                row.path("next").asText(),
                texts.of(id).says(),
                visits(row).layers(),
                row.path("whyFewer").asText(),
                columns(row),
                code.of(id),
                actions(id),
                models(id),
                explored(scenarios, id),
                stress.stream().filter(s -> s.shows(id)).toList(),
                broken(mutants, id)));
      }
    }
    return parts;
  }

  static Visits visits(JsonNode row) {
    int layers = 0;
    long times = 0;
    for (JsonNode column : row.path("visits")) {
      layers += column.asLong() > 0 ? 1 : 0;
      times += column.asLong();
    }
    return new Visits(layers, times);
  }

  private List<Visit> columns(JsonNode row) {
    List<Visit> columns = new ArrayList<>();
    List<String> required = new ArrayList<>();
    row.path("required").forEach(r -> required.add(r.asText()));
    for (Map.Entry<String, JsonNode> column : verdict.path("columns").properties()) {
      columns.add(
          new Visit(
              column.getValue().path("title").asText(),
              row.path("visits").path(column.getKey()).asLong(),
              column.getValue().path("counts").asText(),
              column.getValue().path("bound").asText(),
              required.contains(column.getKey())));
    }
    return columns;
  }

  private List<Action> actions(String id) {
    List<Action> actions = new ArrayList<>();
    for (Spec.Definition definition : spec.of(id)) {
      long steps = 0;
      for (JsonNode run : tlc.path("runs")) {
        boolean whole = run.path("verdict").asText().equals("COMPLETED");
        if (whole && spec.isPart(definition.module(), run.path("module").asText())) {
          steps += run.path("actions").path(definition.name()).path("generated").asLong();
        }
      }
      boolean traced = spec.isPart(definition.module(), "FlushKernel");
      long inTraces = traced ? traces.path("actions").path(definition.name()).asLong() : 0;
      actions.add(new Action(definition, steps, inTraces));
    }
    return actions;
  }

  private List<Model> models(String id) {
    List<Model> models = new ArrayList<>();
    for (JsonNode run : tlc.path("runs")) {
      String verdict = run.path("verdict").asText();
      String violated = run.path("violated").asText();
      for (JsonNode name : run.path("properties")) {
        String property = name.asText();
        boolean rejects = verdict.equals("VIOLATED") && violated.equals(property);
        if (Registry.ids(property).contains(id) && (rejects || verdict.equals("COMPLETED"))) {
          models.add(
              new Model(
                  run.path("config").asText(),
                  property,
                  rejects ? "rejected" : "holds",
                  run.path("distinct").asLong(),
                  run.path("constants").path("Fault").asText().replace("\"", "")));
        }
      }
    }
    return models;
  }

  private static List<Explored> explored(List<ScenarioParts.Part> scenarios, String id) {
    List<Explored> explored = new ArrayList<>();
    for (ScenarioParts.Part s : scenarios) {
      long times = s.transitions().getOrDefault(id, s.properties().getOrDefault(id, 0L));
      if (times > 0) {
        explored.add(new Explored(s.key(), s.name(), times, s.searches()));
      }
    }
    return explored;
  }

  private static List<Broken> broken(List<MutantParts.Part> mutants, String id) {
    return mutants.stream()
        .filter(m -> m.properties().contains(id) || m.transitions().contains(id))
        .map(m -> new Broken(m.id(), m.breaks(), m.tool(), m.state(), m.films()))
        .toList();
  }
}
