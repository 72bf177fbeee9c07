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
 * @param mode how it was searched
 * @param schedules how many were run
 * @param repeated how many of them turned out to repeat another one
 * @param exhausted whether there is no other schedule: the search has ended, not been stopped
 * @param depth in the stock search, the number of switches up to which all schedules were run; in
 *     the others the most steps of a schedule
 * @param outcomes what the body returned, with counts
 * @param seconds how long it took
 * @param plainAccesses how many plain accesses were held against a race; the stock search does not
 * @param failure the first violation, which stops the search
 * @param samples some of its schedules, if asked for: of each outcome one at least
 */
public record Exploration(
    String name,
    Mode mode,
    long schedules,
    long repeated,
    boolean exhausted,
    int depth,
    SortedMap<String, Long> outcomes,
    double seconds,
    long plainAccesses,
    Optional<Failure> failure,
    List<Recording> samples) {

  /** The kind of failure that is a data race. */
  static final String RACE = "data race";

  /**
   * A schedule in which something was violated.
   *
   * @param kind deadlock, left parked, exception and the like
   * @param says what was violated
   * @param schedule its number, from 1
   * @param film what its threads did, in its order; not of the stock search
   */
  public record Failure(String kind, String says, long schedule, Optional<Recording> film) {

    /** All of it, for a person: what is wrong, and how it came to that. */
    public String text() {
      StringBuilder text = new StringBuilder(kind + ": " + says + "\n");
      List<Recording.Frame> steps = film.map(Recording::frames).orElse(List.of());
      for (int i = 0; i < steps.size(); i++) {
        text.append(String.format(Locale.ROOT, "%4d  %s%n", i + 1, steps.get(i)));
      }
      return text.toString();
    }
  }

  /** Whether races were looked for and there was none in any schedule. */
  public boolean raceFree() {
    return mode.search() != Search.STOCK && failure.filter(f -> f.kind().equals(RACE)).isEmpty();
  }

  /** One line for the log. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "[explore] %-46s %-9s %-8s %-6s schedules=%-7d exhausted=%-5b depth=%d outcomes=%d %.2fs%s",
        name,
        mode.search(),
        mode.park(),
        mode.core(),
        schedules,
        exhausted,
        depth,
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
              name + ", " + mode + ": " + "schedule " + f.schedule() + "\n" + f.text());
        });
    return this;
  }
}
