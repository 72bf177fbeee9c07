// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.util.concurrent.Callable;

/**
 * What is explored.
 *
 * @param name for the report
 * @param races whether data races are meant, as in a program that calibrates the search; else one
 *     is a violation
 * @param body starts its threads, joins them and returns the outcome; what it throws is a
 *     violation. It is run once for each schedule and must do the same each time but for the
 *     schedule
 */
public record Scenario(String name, boolean races, Callable<String> body) {

  /** A scenario with no data race. */
  public static Scenario of(String name, Callable<String> body) {
    return new Scenario(name, false, body);
  }

  /** One whose data races are meant. */
  static Scenario racy(String name, Callable<String> body) {
    return new Scenario(name, true, body);
  }
}
