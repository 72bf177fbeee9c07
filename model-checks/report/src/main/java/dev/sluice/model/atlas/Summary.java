// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.atlas;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.model.harness.Layer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How far the run went, in four lists. A line is in the first list only if its search came to an
 * end. The line says which end.
 */
record Summary(
    List<String> exhausted, List<String> bounded, List<String> sampled, List<String> notCovered) {

  /** The lists say more about these layers than the row of the verdict does. */
  private static final List<String> SAID_ABOVE =
      Stream.of(Layer.TLC, Layer.EXPLORE, Layer.MUTANTS).map(Layer::toString).toList();

  static Summary of(Folders folders, JsonNode verdict, List<ScenarioParts.Part> scenarios)
      throws IOException {
    Summary summary =
        new Summary(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    summary.models(folders.report("specs/tlc.json"));
    summary.exploration(scenarios);
    summary.samples(folders, verdict);
    for (JsonNode layer : verdict.path("layers")) {
      summary.notCovered.add(
          layer.path("name").asText() + " does not see: " + layer.path("blindTo").asText() + ".");
    }
    return summary;
  }

  private void models(JsonNode tlc) {
    List<String> configurations = new ArrayList<>();
    List<String> bounds = new ArrayList<>();
    long states = 0;
    for (JsonNode run : tlc.path("runs")) {
      if (run.path("verdict").asText().equals("COMPLETED")) {
        configurations.add(run.path("config").asText());
        states += run.path("distinct").asLong();
        List<String> constants = new ArrayList<>();
        run.path("constants")
            .properties()
            .forEach(c -> constants.add(c.getKey() + " = " + c.getValue().asText()));
        constants.removeIf(c -> c.startsWith("Fault = ") || c.matches("(\\w+) = \\1"));
        bounds.add(run.path("config").asText() + ": " + String.join(", ", constants));
      }
    }
    if (configurations.isEmpty()) {
      notCovered.add("The models were not run.");
      return;
    }
    exhausted.add(
        text(
            "The models, by TLC: all %,d states of %d configurations (%s). They speak for the"
                + " design, not for the Java code.",
            states, configurations.size(), String.join(", ", configurations)));
    bounded.add(
        text(
            "The models are as large as their constants say, and nothing is shown for larger ones"
                + " (%s).",
            String.join("; ", bounds)));
  }

  private void exploration(List<ScenarioParts.Part> scenarios) {
    if (scenarios.isEmpty()) {
      notCovered.add("The exploration of the real classes was not run.");
      return;
    }
    for (String slot : List.of("real", "atomic")) {
      long all = 0;
      int ended = 0;
      for (ScenarioParts.Part scenario : scenarios) {
        for (ScenarioParts.Search s : scenario.searches()) {
          if (s.exhausted()
              && s.search().equals("reduced")
              && s.park().equals("exact")
              && s.slot().equals(slot)) {
            ended++;
            all += s.schedules();
          }
        }
      }
      if (ended > 0) {
        exhausted.add(
            text(
                "The real classes, by exploration: every schedule of %d scenarios, %s: %,d schedules,"
                    + " one of all that differ only in the order of independent steps, none with a"
                    + " data race. So these hold under the Java memory model (JLS 17.4.5), for these"
                    + " scenarios and with park returning for a reason only.",
                ended,
                slot.equals("real")
                    ? "each access a step of its own"
                    : "with the slot's core as one step, which is justified by its own scenarios and"
                        + " the refinement of its spec",
                all));
      }
    }
    for (String park : List.of("exact", "spurious")) {
      List<String> stopped = new ArrayList<>();
      int ended = 0;
      for (ScenarioParts.Part scenario : scenarios) {
        for (ScenarioParts.Search s : scenario.searches()) {
          if (s.park().equals(park) && s.search().equals("reduced")) {
            ended += s.exhausted() ? 1 : 0;
            if (!s.exhausted()) {
              stopped.add(
                  text("%s, slot %s: %,d schedules", scenario.name(), s.slot(), s.schedules()));
            }
          }
        }
      }
      if (!stopped.isEmpty()) {
        String how =
            park.equals("exact")
                ? "with exact parking"
                : "in which each thread may once wake for no reason";
        bounded.add(
            text(
                "Searches %s: %d ended; stopped before the end: %d (%s).",
                how, ended, stopped.size(), String.join("; ", stopped)));
      }
    }
  }

  private void samples(Folders folders, JsonNode verdict) throws IOException {
    for (JsonNode layer : verdict.path("layers")) {
      String name = layer.path("name").asText();
      if (!SAID_ABOVE.contains(name)) {
        sampled.add(
            text("%s: %s; %s.", name, layer.path("ran").asText(), layer.path("howFar").asText()));
      }
    }
    JsonNode mutants = folders.report("mutants/mutants.json");
    if (mutants.isMissingNode()) {
      notCovered.add("The mutants were not run.");
    } else {
      sampled.add(
          text(
              "Mutants, which check the checks: %d broken kernels, %d killed by the check that each"
                  + " names, %d equivalent with the reason, %d alive.",
              mutants.path("total").asInt(),
              mutants.path("killed").asInt(),
              mutants.path("justified").asInt(),
              mutants.path("survivors").asInt()));
    }
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.US, format, values);
  }
}
