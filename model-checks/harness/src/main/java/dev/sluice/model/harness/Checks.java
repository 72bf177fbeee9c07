// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.harness;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What a layer has of checks that can be run alone. Each module that has a layer names its own in
 * {@code META-INF/services}, so nobody keeps a list of all.
 */
public interface Checks {

  /** Whose they are. */
  Layer layer();

  /**
   * Reads one. It may be one that is not there: {@link #all} has those that are.
   *
   * @param words of its id, behind the layer
   * @return empty if no check of this layer is written so
   */
  Optional<Check> parse(List<String> words);

  /**
   * All that are there, in the order in which they are to be said.
   *
   * @throws IOException if what the layer has cannot be read
   */
  List<Check> all() throws IOException;
}
