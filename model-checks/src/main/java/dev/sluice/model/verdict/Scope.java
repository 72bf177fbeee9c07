// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.verdict;

import dev.sluice.model.harness.Column;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What was to be checked, and so must have been.
 *
 * @param parts in the order of the table
 * @param columns of the matrix in which the cells that the registry requires must not be empty
 */
public record Scope(Set<Part> parts, Set<Column> columns) {

  /** A build of this project: everything. */
  public static final Scope BUILD =
      new Scope(EnumSet.allOf(Part.class), EnumSet.allOf(Column.class));

  /** A part of the checks. */
  public enum Part {
    /** The kernel's tests, faults and soak. */
    UNIT,
    /** The specs. */
    TLC,
    /** Schedules of the real classes. */
    EXPLORE,
    /** Traces of the real classes, held against the spec. */
    CONFORMANCE,
    /** JCStress. */
    STRESS,
    /** Broken kernels. */
    MUTANTS,
    /** The tests of what is measured, which are none of the kernel. */
    BENCH,
    /** Each class of tests of each module: whether it ran, and passed. */
    TESTS;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
