// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

/** Runs a scenario under every schedule that a search comes up with, and says how that went. */
public final class Explorer {

  private Explorer() {}

  /**
   * Explores a scenario, for the report.
   *
   * @throws IllegalStateException if the explorer fails its check of itself
   */
  public static Exploration report(Scenario scenario, Mode mode, Limits limits) {
    SelfCheck.require();
    Exploration exploration = explore(scenario, mode, limits);
    Report.add(exploration);
    return exploration;
  }

  /** Searches until the search ends, something is violated or a limit is reached. */
  public static Exploration explore(Scenario scenario, Mode mode, Limits limits) {
    Exploration exploration = exploreQuietly(scenario, mode, limits);
    System.out.println(exploration.line());
    return exploration;
  }

  /** The same, without a line for the log. */
  static Exploration exploreQuietly(Scenario scenario, Mode mode, Limits limits) {
    Exploration[] exploration = new Exploration[1];
    Agent.with(() -> exploration[0] = new Run(scenario, mode, limits).explore());
    return exploration[0];
  }
}
