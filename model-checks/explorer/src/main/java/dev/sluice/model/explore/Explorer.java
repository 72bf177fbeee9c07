// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/** Runs a scenario under every schedule that a search comes up with, and says how that went. */
public final class Explorer {

  /** Enough for two or three threads of some ten steps each. */
  private static final long SCHEDULES = 100_000;

  private Explorer() {}

  /**
   * The door for a test: runs a program under every schedule, with exact parking, and holds what it
   * returns against what is expected. Prints how many schedules there were.
   *
   * @param name for the line that is printed
   * @param body starts its threads, joins them, and returns what came of it; it is run once for
   *     each schedule, and must do the same each time but for the schedule
   * @param outcomes what it must return, each in some schedule, and nothing else
   * @return how the search went; it has ended
   * @throws AssertionError with the schedule, step by step, for a data race, a deadlock, an
   *     exception, or an outcome that is not expected; without one if an outcome never came, or if
   *     the search did not end within 100,000 schedules
   * @throws IllegalStateException if the program does what cannot be explored, or this JVM cannot
   *     explore
   */
  public static Exploration check(String name, Callable<String> body, String... outcomes) {
    return check(name, body, SCHEDULES, outcomes);
  }

  /** The same with another bound. */
  static Exploration check(String name, Callable<String> body, long schedules, String... outcomes) {
    Expected expected = new Expected(Set.of(outcomes));
    Scenario scenario =
        Scenario.of(name, () -> expected.hold(body.call())).ignoring(Expected.class.getName());
    Exploration e =
        explore(scenario, Mode.of(Search.REDUCED), Limits.schedules(schedules)).orThrow();
    if (!e.exhausted()) {
      throw new AssertionError(
          name + ": no end within " + schedules + " schedules; make the program smaller");
    }
    Set<String> returned = e.outcomes().keySet();
    if (!returned.equals(expected.outcomes)) {
      throw new AssertionError(
          name + ": it returned " + returned + ", expected " + new TreeSet<>(expected.outcomes));
    }
    return e;
  }

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

  /** What a program must return. To look is no step of the program. */
  private record Expected(Set<String> outcomes) {
    String hold(String outcome) {
      if (!outcomes.contains(outcome)) {
        throw new AssertionError(
            "it returned \"" + outcome + "\", expected " + new TreeSet<>(outcomes));
      }
      return outcome;
    }
  }
}
