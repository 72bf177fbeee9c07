// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

/** How the schedules of a scenario are searched. */
public enum Search {
  /** Lincheck's own: all schedules, by number of switches. */
  STOCK;

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
