// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

/**
 * How a scenario is explored.
 *
 * @param search which search
 * @param park what {@code park} may do
 * @param core whether each access of the scenario's core is a step
 */
public record Mode(Search search, Park park, CoreSteps core) {

  /** What of the class that the scenario names as its core is one step. */
  public enum CoreSteps {
    /** Each access: the unmodified class. */
    REAL,
    /**
     * All between two of call, park, unpark and return: the unmodified class too, but other threads
     * do not get in between.
     */
    ATOMIC;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Each access a step, parking exactly. */
  public static Mode of(Search search) {
    return new Mode(search, Park.EXACT, CoreSteps.REAL);
  }

  /** The reduction. */
  public static Mode reduced(Park park, CoreSteps core) {
    return new Mode(Search.REDUCED, park, core);
  }

  @Override
  public String toString() {
    return search + ", park " + park + ", core " + core;
  }
}
