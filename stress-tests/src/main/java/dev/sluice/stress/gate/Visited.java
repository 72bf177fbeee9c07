// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress.gate;

import java.util.List;

/** Reads which transitions a test says that it visits. */
final class Visited {
  private Visited() {}

  static List<Visits> by(String test) {
    return List.of(type(test).getAnnotationsByType(Visits.class));
  }

  /** Returns the class of a test in the list. */
  static Class<?> type(String test) {
    try {
      return Class.forName(test, false, Visited.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("listed, but not there: " + test, e);
    }
  }

  /**
   * Matches an outcome as JCStress does: literally, or as a regular expression for the whole id.
   */
  static boolean matches(Visits visits, String id) {
    return id.equals(visits.outcome()) || id.matches(visits.outcome());
  }
}
