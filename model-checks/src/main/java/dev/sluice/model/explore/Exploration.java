// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;

/**
 * How a search went.
 *
 * @param name of the scenario
 * @param search which search
 * @param park which parking
 * @param slot whether the slot's code was real, or its core one step
 * @param schedules how many were run
 * @param exhausted whether there is no other schedule: the search has ended, not been stopped
 * @param depth in the stock search, the number of switches up to which all schedules were run
 * @param outcomes what the body returned, with counts
 * @param seconds how long it took
 * @param transitions the ids that the scenario is there for
 * @param failure the first violation, which stops the search
 */
public record Exploration(
    String name,
    Search search,
    Park park,
    String slot,
    long schedules,
    boolean exhausted,
    int depth,
    SortedMap<String, Long> outcomes,
    double seconds,
    List<String> transitions,
    Optional<Failure> failure) {

  /**
   * A schedule in which something was violated.
   *
   * @param kind deadlock, left parked, exception and the like
   * @param says what was violated
   * @param schedule its number, from 1
   */
  public record Failure(String kind, String says, long schedule) {}

  /** One line for the log. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "[explore] %-42s %-7s %-8s %-6s schedules=%-7d exhausted=%-5b%s outcomes=%d %.2fs%s",
        name,
        search,
        park,
        slot,
        schedules,
        exhausted,
        search == Search.STOCK ? " depth=" + depth : "",
        outcomes.size(),
        seconds,
        failure.map(f -> " FAILURE " + f.kind() + " in schedule " + f.schedule()).orElse(""));
  }

  /**
   * This, if nothing was violated.
   *
   * @throws AssertionError with the violation and its schedule
   */
  public Exploration orThrow() {
    failure.ifPresent(
        f -> {
          throw new AssertionError(
              name
                  + ", "
                  + search
                  + ", park "
                  + park
                  + ": "
                  + f.kind()
                  + " in schedule "
                  + f.schedule()
                  + "\n"
                  + f.says());
        });
    return this;
  }
}
