// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.verdict;

import dev.sluice.model.harness.Layer;
import java.util.EnumSet;
import java.util.Set;

/**
 * What was to be checked, and so must have been.
 *
 * @param layers in the order of the table
 * @param columns of the matrix in which the cells that the registry requires must not be empty
 */
public record Scope(Set<Layer> layers, Set<Layer> columns) {

  /** A build of this project: everything. */
  public static final Scope BUILD =
      new Scope(EnumSet.allOf(Layer.class), EnumSet.copyOf(Layer.columns()));
}
