// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.util.List;
import java.util.concurrent.Callable;

/**
 * What is explored.
 *
 * @param name for the report
 * @param transitions the ids that it is there for
 * @param races whether data races are meant, as in a program that calibrates the search; else one
 *     is a violation
 * @param body starts its threads, joins them and returns the outcome; what it throws is a
 *     violation. It is run once for each schedule and must do the same each time but for the
 *     schedule
 */
public record Scenario(
    String name, List<String> transitions, boolean races, Callable<String> body) {

  /** A scenario of the kernel. */
  public static Scenario of(String name, List<String> transitions, Callable<String> body) {
    return new Scenario(name, transitions, false, body);
  }

  /** A scenario that stands for no transition of the kernel. */
  static Scenario of(String name, Callable<String> body) {
    return new Scenario(name, List.of(), false, body);
  }

  /** One whose data races are meant. */
  static Scenario racy(String name, Callable<String> body) {
    return new Scenario(name, List.of(), true, body);
  }
}
