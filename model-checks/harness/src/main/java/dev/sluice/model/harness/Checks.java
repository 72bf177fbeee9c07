// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.harness;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The checks of a layer that can be run alone. Each module names its layer's checks in {@code
 * META-INF/services}, so nobody keeps a list of all.
 */
public interface Checks {

  /** Returns the layer. */
  Layer layer();

  /**
   * Reads the id of a check. Such a check need not exist: {@link #all} has those that exist.
   *
   * @param words the words of the id, behind the layer
   * @return empty if this is not the form of an id of this layer
   */
  Optional<Check> parse(List<String> words);

  /**
   * Returns all checks that exist, in the order in which they are to be printed.
   *
   * @throws IOException if the checks of the layer cannot be read
   */
  List<Check> all() throws IOException;
}
