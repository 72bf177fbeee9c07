// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.harness;

import java.util.Locale;

/** A column of the matrix: where an id can be visited. */
public enum Column {
  /** The unit tests of the kernel, counted by probes in a copy of it. */
  UNIT("unit", "runs of the line"),
  /** TLC: steps of its actions, or the states in which a property was looked at. */
  TLC("TLC", "steps, or states for a property"),
  /** The exploration of the real classes, counted by probes in a copy of them. */
  EXPLORATION("exploration", "runs of the line, or times that a property was looked at"),
  /** Traces of the real classes, accepted by the spec: steps of the path that explains them. */
  TRACES("traces", "steps of accepted traces"),
  /** JCStress: samples with an outcome that proves it. */
  STRESS("JCStress", "samples with an outcome that proves it"),
  /** Broken kernels that were killed. */
  MUTANTS("mutants", "killed");

  private final String title;
  private final String counts;

  Column(String title, String counts) {
    this.title = title;
    this.counts = counts;
  }

  public String title() {
    return title;
  }

  /** As the registry and the report spell it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a number in this column is a number of. */
  public String counts() {
    return counts;
  }
}
