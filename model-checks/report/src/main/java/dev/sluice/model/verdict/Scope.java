// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.verdict;

import dev.sluice.model.harness.Layer;
import java.util.EnumSet;
import java.util.Set;

/**
 * The checks that a run was told to make, and so must have made.
 *
 * @param layers the layers, in the order of the table
 * @param columns the columns of the matrix in which no cell that the registry requires may be empty
 */
public record Scope(Set<Layer> layers, Set<Layer> columns) {

  /** The scope of a build of this project, which is everything. */
  public static final Scope BUILD =
      new Scope(EnumSet.allOf(Layer.class), EnumSet.copyOf(Layer.columns()));
}
