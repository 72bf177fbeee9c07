// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress.gate;

import java.util.Comparator;

/** Ids of transitions. */
final class Ids {
  /** H3 before H14. */
  static final Comparator<String> ORDER =
      Comparator.<String, String>comparing(id -> id.substring(0, 1))
          .thenComparing(String::length)
          .thenComparing(Comparator.naturalOrder());

  private Ids() {}
}
