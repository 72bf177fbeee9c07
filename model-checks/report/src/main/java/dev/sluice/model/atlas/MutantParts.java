// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.atlas;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.model.harness.KernelSources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The parts of the page for mutants. */
final class MutantParts {

  /** Longer findings are cut: the important text comes first. */
  private static final int LONGEST = 1_500;

  private static final String SCHEDULE = "schedule.json";

  /**
   * The part for one mutant.
   *
   * @param state killed, ALIVE, equivalent or not run
   * @param finding what the mutant's check said in this run; empty if it was not run
   * @param films keys of the mutant's counter-examples
   */
  record Part(
      String id,
      String breaks,
      List<String> properties,
      List<String> transitions,
      String resembles,
      String killer,
      String tool,
      String state,
      String equivalent,
      String finding,
      List<String> patch,
      List<String> films) {}

  private MutantParts() {}

  static List<Part> all(Folders folders, KernelSources kernel, Films films) throws IOException {
    List<Part> parts = new ArrayList<>();
    for (JsonNode trial : folders.report("mutants/mutants.json").path("list")) {
      boolean tried = trial.path("tried").asBoolean();
      boolean killed = trial.path("killed").asBoolean();
      boolean equivalent = trial.path("equivalent").asBoolean();
      parts.add(
          new Part(
              trial.path("id").asText(),
              trial.path("breaks").asText(),
              texts(trial.path("property")),
              texts(trial.path("transitions")),
              trial.path("resembles").asText(),
              equivalent ? "" : trial.path("killer").asText(),
              trial.path("tool").asText(),
              !tried ? "not run" : killed ? "killed" : equivalent ? "equivalent" : "ALIVE",
              equivalent ? trial.path("finding").asText() : "",
              equivalent ? "" : finding(trial),
              texts(trial.path("patch")),
              killed ? films(folders, kernel, trial, films) : List.of()));
    }
    return parts;
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static String finding(JsonNode trial) {
    String finding =
        trial
            .path("finding")
            .asText()
            .lines()
            .filter(line -> !line.contains(" VM warning: "))
            .reduce("", (all, line) -> all + line + "\n")
            .strip();
    return finding.length() <= LONGEST ? finding : finding.substring(0, LONGEST) + "\n...";
  }

  private static List<String> films(
      Folders folders, KernelSources kernel, JsonNode mutant, Films films) throws IOException {
    String id = mutant.path("id").asText();
    Path work = folders.reports("mutants").resolve("mutants").resolve(id);
    JsonNode recorded = folders.read(work.resolve(SCHEDULE));
    if (recorded.isMissingNode()) {
      return List.of();
    }
    Lines lines = new Lines(kernel, KernelSources.read(work.resolve(KernelSources.COMPILED)));
    List<String> keys = new ArrayList<>();
    for (JsonNode recording : recorded.path("recordings")) {
      String key = id + (keys.isEmpty() ? "" : "-" + (keys.size() + 1));
      films.add(key, id + ": " + mutant.path("breaks").asText(), recording, lines::part);
      keys.add(key);
    }
    return keys;
  }
}
