// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.harness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A kind of check: what it looks at, and what it cannot see. The verdict has a row for each, in
 * this order.
 */
public enum Layer {
  /** The kernel's unit tests. */
  UNIT("the kernel's unit tests", "other schedules", "runs of the line"),
  /** The unit tests that make the operating system fail. */
  FAULTS("faults of the operating system", "other systems and devices", ""),
  /** Random operations, faults and cancels. */
  SOAK("random operations, faults and cancels", "what chance did not bring about", ""),
  /** The specs. */
  TLC(
      "all states of the specs, each with faults that it must reject",
      "the Java code",
      "steps, or states for a property"),
  /** Schedules of the real classes. */
  EXPLORE(
      "schedules of the real classes, and data races",
      "what was not exhausted",
      "runs of the line, or times that a property was looked at"),
  /** Traces of the real classes, compared with the spec. */
  CONFORM(
      "traces of the real classes, held against the spec",
      "what no trace shows",
      "steps of accepted traces"),
  /** JCStress. */
  STRESS(
      "samples of races on this hardware",
      "what the samples did not hit, other hardware",
      "samples with an outcome that proves it"),
  /** Broken kernels. */
  MUTANTS(
      "broken kernels, which the other layers must notice",
      "bugs that nobody thought of",
      "killed"),
  /** The tests of the benchmarks, which do not test the kernel. */
  BENCH("the tests of the benchmarks", "other schedules", ""),
  /** Whether each class of tests of each module ran, and passed. */
  TESTS("whether each class of tests ran, and passed", "what the tests do not look at", "");

  private final String sees;
  private final String blindTo;
  private final String counts;

  Layer(String sees, String blindTo, String counts) {
    this.sees = sees;
    this.blindTo = blindTo;
    this.counts = counts;
  }

  /** Returns what this layer looks at. */
  public String sees() {
    return sees;
  }

  /** Returns what this layer cannot see. */
  public String blindTo() {
    return blindTo;
  }

  /**
   * Returns what the numbers in this layer's column of the matrix count; empty without a column.
   */
  public String counts() {
    return counts;
  }

  /** Returns the layers that can visit an id. These have a column in the matrix. */
  public static List<Layer> columns() {
    List<Layer> columns = new ArrayList<>(Arrays.asList(values()));
    columns.removeIf(layer -> layer.counts.isEmpty());
    return columns;
  }

  /**
   * Returns the layer of this name, as the registry, a check, a tag and the command line spell it.
   */
  public static Optional<Layer> of(String name) {
    return Arrays.stream(values()).filter(layer -> layer.toString().equals(name)).findFirst();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
