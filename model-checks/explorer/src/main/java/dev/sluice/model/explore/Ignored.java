// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The classes whose calls are no steps. Is asked at each call that the engine tells of. */
final class Ignored {

  private final String[] names;
  private final String[] nested;
  private final Map<String, Boolean> asked = new HashMap<>();

  /**
   * These and those nested in them.
   *
   * @param names with dots only; one with {@code #} is of a method, which is not meant here
   */
  Ignored(List<String> names) {
    this.names = names.toArray(new String[0]);
    nested = names.stream().map(name -> name + ".").toArray(String[]::new);
  }

  /** Whether no call of this class is a step; Lincheck has two spellings for a nested one. */
  boolean has(String className) {
    Boolean known = asked.get(className);
    if (known == null) {
      known = isAmong(className.replace('$', '.'));
      asked.put(className, known);
    }
    return known;
  }

  private boolean isAmong(String name) {
    for (int i = 0; i < names.length; i++) {
      if (name.equals(names[i]) || name.startsWith(nested[i])) {
        return true;
      }
    }
    return false;
  }
}
