// SPDX-License-Identifier: Apache-2.0
package dev.sluice.course;

import dev.sluice.model.explore.Exploration;
import dev.sluice.model.explore.Explorer;
import dev.sluice.model.explore.Limits;
import dev.sluice.model.explore.Mode;
import dev.sluice.model.explore.Mode.CoreSteps;
import dev.sluice.model.explore.Park;
import dev.sluice.model.explore.Scenario;
import dev.sluice.model.explore.Search;
import dev.sluice.model.scenario.Scenarios;
import java.util.concurrent.Callable;

/**
 * A step of a ladder: a program, and what the exploration of its schedules must say.
 *
 * @param finds words of the fault that the search must find; empty if there is no fault
 */
record Rung(Scenario scenario, Mode mode, String finds) {

  private static final Limits ENOUGH = Limits.schedules(100_000);

  /** Returns the rung of a broken program. */
  static Rung broken(String name, String finds, Callable<String> body) {
    return new Rung(Scenarios.scenario(name, body), Mode.of(Search.REDUCED), finds);
  }

  /** Returns the rung of a sound program. */
  static Rung sound(String name, Callable<String> body) {
    return broken(name, "", body);
  }

  /** Returns a rung that is also a scenario of the kernel's exploration. */
  static Rung ofKernel(String name) {
    return Scenarios.all().stream()
        .filter(spec -> spec.scenario().name().equals(name))
        .map(spec -> new Rung(spec.scenario(), steps(spec.ofKernel()), ""))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no scenario named " + name));
  }

  private static Mode steps(boolean large) {
    return Mode.reduced(Park.EXACT, large ? CoreSteps.ATOMIC : CoreSteps.REAL);
  }

  /** Returns the rung of this program, with other rules for its schedules. */
  Rung with(Mode other) {
    return new Rung(scenario, other, finds);
  }

  /**
   * Explores the program.
   *
   * @throws AssertionError if the exploration does not say what it must
   */
  String explore() {
    Exploration e = Explorer.explore(scenario, mode, ENOUGH);
    String found = e.failure().map(Exploration.Failure::text).orElse("");
    if (finds.isEmpty() ? !found.isEmpty() || !e.exhausted() : !found.contains(finds)) {
      throw new AssertionError(
          scenario.name()
              + ": "
              + (finds.isEmpty() ? "nothing" : finds)
              + " was to be found, and "
              + e.line()
              + "\n"
              + found);
    }
    String title = scenario.name() + ", " + mode.park() + " parking\n";
    if (!found.isEmpty()) {
      return title + "schedule " + e.schedules() + ": " + found;
    }
    String outcomes = String.join(" | ", e.outcomes().keySet());
    return title + "all " + e.schedules() + " schedules, no data race: " + outcomes + "\n";
  }
}
