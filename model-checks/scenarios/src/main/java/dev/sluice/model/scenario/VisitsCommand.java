// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.scenario;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.explore.Exploration;
import dev.sluice.model.explore.Explorer;
import dev.sluice.model.explore.Limits;
import dev.sluice.model.explore.Mode;
import dev.sluice.model.explore.Mode.CoreSteps;
import dev.sluice.model.explore.Park;
import dev.sluice.model.harness.Exit;
import dev.sluice.model.probe.Count;
import dev.sluice.model.scenario.Scenarios.Spec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * Explores each scenario on a kernel with probes, which is first on the class path, and reports
 * which ids each visited. The probes are not steps, so the schedules are those of the kernel
 * without probes.
 */
public final class VisitsCommand {

  private static final ObjectMapper JSON = new ObjectMapper();

  private VisitsCommand() {}

  /**
   * Runs the explorations.
   *
   * @param arguments the most schedules of a scenario; the file for the report
   */
  public static void main(String[] arguments) {
    Exit.with(() -> run(Limits.schedules(Long.parseLong(arguments[0])), Path.of(arguments[1])));
  }

  private static Exit run(Limits limits, Path file) throws IOException {
    ObjectNode scenarios = JSON.createObjectNode();
    List<Spec> all = new ArrayList<>(Scenarios.all());
    all.addAll(Scenarios.dying());
    for (Spec spec : all) {
      SortedMap<String, Long> transitions = Count.transitions();
      SortedMap<String, Long> properties = Count.properties();
      CoreSteps slot = spec.ofKernel() ? CoreSteps.ATOMIC : CoreSteps.REAL;
      Exploration e =
          Explorer.explore(spec.scenario(), Mode.reduced(Park.EXACT, slot), limits).orThrow();
      ObjectNode scenario = scenarios.putObject(e.name());
      scenario.put("schedules", e.schedules());
      scenario.put("exhausted", e.exhausted());
      add(scenario.putObject("transitions"), transitions, Count.transitions());
      add(scenario.putObject("properties"), properties, Count.properties());
    }
    JSON.writeValue(file.toFile(), scenarios);
    return Exit.WELL;
  }

  /** Adds what was counted between the two. */
  private static void add(
      ObjectNode counts, SortedMap<String, Long> before, SortedMap<String, Long> after) {
    after.forEach(
        (id, count) -> {
          long times = count - before.getOrDefault(id, 0L);
          if (times > 0) {
            counts.put(id, times);
          }
        });
  }
}
