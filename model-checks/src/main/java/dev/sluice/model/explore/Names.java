// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Numbers for objects that mean the same object in each run that begins with the same steps,
 * whatever the other threads did: the thread that made it, and how many it had made before.
 */
final class Names {

  private static final int BITS = 20;
  private static final int FOUND = 127;

  private final Map<Object, Integer> names = new IdentityHashMap<>();
  private final int[] made = new int[FOUND + 1];

  /** For all runs: the numbers of fields do not change. */
  private final Map<String, Integer> fields = new HashMap<>();

  /** A new run: all objects are new. */
  void clear() {
    names.clear();
    java.util.Arrays.fill(made, 0);
  }

  /** A thread made an object. */
  void made(int thread, Object object) {
    names.putIfAbsent(object, thread << BITS | ++made[thread]);
  }

  /** An object's number; 0 for no object, which is where static fields are. */
  int of(Object object) {
    if (object == null) {
      return 0;
    }
    return names.computeIfAbsent(object, o -> FOUND << BITS | ++made[FOUND]);
  }

  /** Whether it was not seen to be made, and so was numbered when it was first touched. */
  static boolean isFound(int object) {
    return object >> BITS == FOUND;
  }

  /** A field's number. */
  int field(String className, String fieldName) {
    return fields.computeIfAbsent(className + "." + fieldName, f -> fields.size() + 1);
  }

  /** A field's name by its number. */
  String field(int number) {
    return fields.entrySet().stream()
        .filter(e -> e.getValue() == number)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }
}
