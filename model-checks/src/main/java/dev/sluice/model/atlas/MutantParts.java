// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.atlas;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.model.harness.KernelSources;
import dev.sluice.model.mutant.Check;
import dev.sluice.model.mutant.Mutant;
import dev.sluice.model.mutant.Patches;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the page says of each mutant. */
final class MutantParts {

  /** Longer findings are cut: what matters comes first. */
  private static final int LONGEST = 1_500;

  private static final String SCHEDULE = "schedule.json";

  /**
   * One of them.
   *
   * @param state killed, ALIVE, equivalent or not run
   * @param finding what its check said in this run; empty if it was not run
   * @param films keys of its counter-examples
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
    Map<String, JsonNode> trials = new TreeMap<>();
    folders.model("mutants.json").path("list").forEach(t -> trials.put(t.path("id").asText(), t));
    List<Part> parts = new ArrayList<>();
    for (Mutant mutant : Mutant.all(folders.mutants())) {
      JsonNode trial = trials.get(mutant.id());
      boolean killed = trial != null && trial.path("killed").asBoolean();
      parts.add(
          new Part(
              mutant.id(),
              mutant.breaks(),
              mutant.properties(),
              mutant.transitions(),
              mutant.resembles().equals("-") ? "" : mutant.resembles(),
              mutant.killer().map(Check::id).orElse(""),
              mutant.killer().map(Check::tool).orElse("argument"),
              trial == null
                  ? "not run"
                  : killed ? "killed" : mutant.equivalent().isPresent() ? "equivalent" : "ALIVE",
              mutant.equivalent().orElse(""),
              trial == null || mutant.equivalent().isPresent() ? "" : finding(trial),
              mutant.diff(),
              killed ? films(folders, kernel, mutant, films) : List.of()));
    }
    return parts;
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
      Folders folders, KernelSources kernel, Mutant mutant, Films films) throws IOException {
    JsonNode recorded =
        folders.read(folders.models().resolve("mutants").resolve(mutant.id()).resolve(SCHEDULE));
    if (recorded.isMissingNode()) {
      return List.of();
    }
    Lines lines = new Lines(kernel, Patches.apply(mutant.diff(), kernel));
    List<String> keys = new ArrayList<>();
    for (JsonNode recording : recorded.path("recordings")) {
      String key = mutant.id() + (keys.isEmpty() ? "" : "-" + (keys.size() + 1));
      films.add(key, mutant.id() + ": " + mutant.breaks(), recording, lines::part);
      keys.add(key);
    }
    return keys;
  }
}
