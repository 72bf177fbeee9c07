// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.harness.Layer;
import dev.sluice.model.harness.Registry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How often each id was visited in each column. Nobody writes the numbers by hand: they come from
 * the reports of the checks.
 */
final class Matrix {

  private final Registry registry;
  private final Map<Layer, Map<String, Long>> visits = new EnumMap<>(Layer.class);
  private final Map<Layer, String> bounds = new EnumMap<>(Layer.class);

  /** Makes an empty matrix. */
  Matrix(Registry registry) {
    this.registry = registry;
    for (Layer column : Layer.columns()) {
      visits.put(column, new HashMap<>());
    }
  }

  long visits(Layer column, String id) {
    return visits.get(column).getOrDefault(id, 0L);
  }

  private void add(Layer column, String id, long times) {
    if (times > 0) {
      visits.get(column).merge(id, times, Long::sum);
    }
  }

  /** Adds the counts by probes, from {@code visits.json}. */
  void probes(JsonNode report) {
    for (Layer column : List.of(Layer.UNIT, Layer.EXPLORE)) {
      JsonNode of = report.path(column.toString());
      bounds.put(column, of.path("bound").asText());
      of.path("transitions")
          .properties()
          .forEach(e -> add(column, e.getKey(), e.getValue().asLong()));
      // An id here may be that of a transition, whose visits are counted above.
      of.path("properties").properties().stream()
          .filter(e -> !registry.is("transition", e.getKey()))
          .forEach(e -> add(column, e.getKey(), e.getValue().asLong()));
    }
  }

  /** Adds runs without a fault, from {@code tlc.json}: actions taken, properties that hold. */
  void tlc(JsonNode report) {
    bounds.put(Layer.TLC, "all states of the configurations that are not broken");
    for (JsonNode run : report.path("runs")) {
      if (run.path("verdict").asText().equals("COMPLETED")) {
        run.path("actions")
            .properties()
            .forEach(
                action -> {
                  for (String id : Registry.ids(action.getKey())) {
                    add(Layer.TLC, id, action.getValue().path("generated").asLong());
                  }
                });
        for (JsonNode property : run.path("properties")) {
          for (String id : Registry.ids(property.asText())) {
            add(Layer.TLC, id, run.path("distinct").asLong());
          }
        }
      }
    }
  }

  /** Adds actions on the paths of accepted traces, from {@code conformance.json}. */
  void traces(JsonNode report) {
    bounds.put(Layer.CONFORM, report.path("accepted").asText() + " traces");
    report
        .path("actions")
        .properties()
        .forEach(
            action ->
                Registry.ids(action.getKey())
                    .forEach(id -> add(Layer.CONFORM, id, action.getValue().asLong())));
  }

  /** Adds the report of the gate of the stress tests. */
  void stress(JsonNode report) {
    bounds.put(Layer.STRESS, "level " + report.path("level").asText());
    for (JsonNode test : report.path("tests")) {
      test.path("visits")
          .properties()
          .forEach(v -> add(Layer.STRESS, v.getKey(), v.getValue().asLong()));
    }
  }

  /** Adds the mutants that were killed, from {@code mutants.json}. */
  void mutants(JsonNode report) {
    bounds.put(Layer.MUTANTS, report.path("total").asText() + " mutants");
    for (JsonNode mutant : report.path("list")) {
      if (mutant.path("killed").asBoolean()) {
        for (String kind : List.of("property", "transitions")) {
          mutant.path(kind).forEach(id -> add(Layer.MUTANTS, id.asText(), 1));
        }
      }
    }
  }

  /**
   * Returns each cell that the registry requires and that no check visited, and each id that the
   * registry does not have.
   *
   * @param counted the columns in which cells are required
   */
  List<String> shortfalls(Set<Layer> counted) {
    List<String> shortfalls = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (Registry.Entry entry : registry.entries()) {
      known.add(entry.id());
      for (Layer column : entry.required()) {
        if (counted.contains(column) && visits(column, entry.id()) == 0) {
          shortfalls.add(entry.id() + " was not visited by " + column);
        }
      }
    }
    visits.forEach(
        (column, ids) ->
            ids.keySet().stream()
                .filter(id -> !known.contains(id))
                .forEach(id -> shortfalls.add(column + " visited an unknown id: " + id)));
    return shortfalls;
  }

  /** Returns one row for each id. A number in bold is required. */
  String markdown(Set<Layer> counted) {
    List<Layer> columns = Layer.columns().stream().filter(counted::contains).toList();
    StringBuilder table = new StringBuilder("| id | name | says |");
    for (Layer column : columns) {
      table.append(' ').append(column).append(" |");
    }
    table.append("\n| --- | --- | --- |").append(" ---: |".repeat(columns.size())).append('\n');
    for (Registry.Entry entry : registry.entries()) {
      table.append("| ").append(entry.id()).append(" | ").append(entry.name());
      table.append(" | ").append(entry.says()).append(" |");
      for (Layer column : columns) {
        long times = visits(column, entry.id());
        String cell = times == 0 ? "" : Long.toString(times);
        boolean required = entry.required().contains(column);
        table.append(' ').append(required ? "**" + (times == 0 ? "none" : cell) + "**" : cell);
        table.append(" |");
      }
      table.append('\n');
    }
    table.append('\n');
    for (Layer column : columns) {
      table.append("- ").append(column).append(": ").append(column.counts());
      table.append("; ").append(bounds.get(column)).append(".\n");
    }
    return table.toString();
  }

  /** Returns what the numbers of each column count, and up to which bound. */
  ObjectNode columns() {
    ObjectNode columns = JsonNodeFactory.instance.objectNode();
    for (Layer column : Layer.columns()) {
      columns
          .putObject(column.toString())
          .put("title", column.toString())
          .put("counts", column.counts())
          .put("bound", bounds.get(column));
    }
    return columns;
  }

  /** Returns the ids of a kind, each with its visits by column. */
  ArrayNode json(String kind) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (Registry.Entry entry : registry.entries()) {
      if (entry.kind().equals(kind)) {
        ObjectNode row = rows.addObject().put("id", entry.id()).put("name", entry.name());
        row.put("says", entry.says());
        if (!entry.next().isEmpty()) {
          row.put("next", entry.next());
        }
        ObjectNode cells = row.putObject("visits");
        for (Layer column : Layer.columns()) {
          cells.put(column.toString(), visits(column, entry.id()));
        }
        ArrayNode required = row.putArray("required");
        entry.required().forEach(column -> required.add(column.toString()));
        if (!entry.whyFewer().isEmpty()) {
          row.put("whyFewer", entry.whyFewer());
        }
      }
    }
    return rows;
  }
}
