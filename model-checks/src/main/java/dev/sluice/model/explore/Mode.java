// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

/**
 * How a scenario is explored.
 *
 * @param search which search
 * @param park what {@code park} may do
 * @param slot whether each access of the slot is a step, or its core is one
 */
public record Mode(Search search, Park park, SlotSteps slot) {

  /** What of {@code Slot} is one step. */
  public enum SlotSteps {
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
    return new Mode(search, Park.EXACT, SlotSteps.REAL);
  }

  /** The reduction. */
  public static Mode reduced(Park park, SlotSteps slot) {
    return new Mode(Search.REDUCED, park, slot);
  }

  @Override
  public String toString() {
    return search + ", park " + park + ", slot " + slot;
  }
}
