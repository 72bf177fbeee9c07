// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.util.Locale;

/** How the schedules of a scenario are searched. */
public enum Search {
  /** Lincheck's own: all schedules, by number of switches. */
  STOCK,
  /**
   * Partial-order reduction: one schedule of all that differ only in the order of independent
   * steps.
   */
  REDUCED,
  /** All schedules, one by one: what the reduction is held against, where there are few. */
  UNREDUCED;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
