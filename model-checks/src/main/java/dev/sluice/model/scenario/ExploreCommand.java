// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.scenario;

import dev.sluice.model.explore.Exploration;
import dev.sluice.model.explore.Explorer;
import dev.sluice.model.explore.Limits;
import dev.sluice.model.explore.Mode;
import dev.sluice.model.explore.Mode.SlotSteps;
import dev.sluice.model.explore.Park;
import dev.sluice.model.scenario.Scenarios.Spec;

/**
 * Explores one scenario on whatever kernel is first on the class path, and says what is wrong with
 * it: exit code 1 if something is, 0 if the search has ended and all is well, 3 if it was stopped
 * before.
 */
public final class ExploreCommand {

  private static final int WELL = 0;
  private static final int WRONG = 1;
  private static final int BAD_INPUT = 2;
  private static final int BOUNDED = 3;

  private ExploreCommand() {}

  /**
   * Runs it.
   *
   * @param arguments name of the scenario, {@code real} or {@code atomic}, most schedules
   */
  public static void main(String[] arguments) {
    // The threads of a schedule that hung would keep the JVM alive.
    System.exit(run(arguments[0], arguments[1], Long.parseLong(arguments[2])));
  }

  private static int run(String name, String slot, long most) {
    for (Spec spec : Scenarios.all()) {
      if (spec.scenario().name().equals(name)) {
        SlotSteps steps = slot.equals("real") ? SlotSteps.REAL : SlotSteps.ATOMIC;
        return judge(spec, Mode.reduced(Park.EXACT, steps), Limits.schedules(most));
      }
    }
    System.err.println("there is no scenario of this name: " + name);
    return BAD_INPUT;
  }

  private static int judge(Spec spec, Mode mode, Limits limits) {
    Exploration e = Explorer.explore(spec.scenario(), mode, limits);
    if (e.failure().isPresent()) {
      System.out.println(e.failure().get().kind() + ": " + e.failure().get().says());
      return WRONG;
    }
    if (!spec.outcomes().containsAll(e.outcomes().keySet())) {
      System.out.println("outcomes that must not be: " + e.outcomes());
      return WRONG;
    }
    if (!e.exhausted()) {
      return BOUNDED;
    }
    if (!spec.outcomes().equals(e.outcomes().keySet())) {
      System.out.println("outcomes that are missing: only " + e.outcomes());
      return WRONG;
    }
    return WELL;
  }
}
