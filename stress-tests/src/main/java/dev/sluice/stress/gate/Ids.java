// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress.gate;

import java.util.Comparator;

/** The order of ids of transitions. */
final class Ids {
  /** The order in which H3 is before H14. */
  static final Comparator<String> ORDER =
      Comparator.<String, String>comparing(id -> id.substring(0, 1))
          .thenComparing(String::length)
          .thenComparing(Comparator.naturalOrder());

  private Ids() {}
}
