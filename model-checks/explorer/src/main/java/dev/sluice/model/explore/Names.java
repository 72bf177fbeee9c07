// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.lang.reflect.Field;
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

  /** The same, by each name that the code has for them. */
  private final Map<String, Integer> aliases = new HashMap<>();

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

  /**
   * A field's number. The code may name a field by any class that inherits it: all of these are one
   * place.
   *
   * @param object that it is a field of; null for a static one
   */
  int field(Object object, String className, String fieldName) {
    return aliases.computeIfAbsent(
        className + "." + fieldName,
        alias -> {
          String declared = declaredBy(object, className, fieldName) + "." + fieldName;
          return fields.computeIfAbsent(declared, f -> fields.size() + 1);
        });
  }

  private static String declaredBy(Object object, String className, String fieldName) {
    for (Class<?> c = named(object, className); c != null; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (field.getName().equals(fieldName)) {
          return c.getName();
        }
      }
    }
    return className; // one of the few that reflection hides
  }

  private static Class<?> named(Object object, String className) {
    if (object == null) {
      try {
        return Class.forName(className, false, Names.class.getClassLoader());
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException("the class of a static field is not there", e);
      }
    }
    Class<?> c = object.getClass();
    while (c != null && !c.getName().equals(className)) {
      c = c.getSuperclass();
    }
    return c;
  }
}
