// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress.gate;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Result;

/** Faults in a test with which JCStress 0.16 would let it pass, whatever it sees. */
final class Suspect {

  private Suspect() {}

  /** Returns what is wrong in the code of a test. */
  static List<String> in(Class<?> test) {
    List<String> reasons = new ArrayList<>();
    overruled(test, reasons);
    arrays(test, reasons);
    return reasons;
  }

  /**
   * Finds expressions that JCStress overrules. An exact id comes before every expression, also
   * before one that stands above it ({@code TestGrading}). So an outcome may pass that the
   * expression forbids.
   */
  private static void overruled(Class<?> test, List<String> reasons) {
    List<Outcome> above = new ArrayList<>();
    for (Outcome outcome : test.getAnnotationsByType(Outcome.class)) {
      for (String id : outcome.id()) {
        for (Outcome first : above) {
          for (String expression : first.id()) {
            if (first.expect() != outcome.expect()
                && !expression.equals(id)
                && id.matches(expression)) {
              reasons.add(
                  ("OVERRULED [" + id + "] is " + outcome.expect().name() + " by its id, and ")
                      + (first.expect().name()
                          + " by ["
                          + expression
                          + "], which stands above it"));
            }
          }
        }
      }
      above.add(outcome);
    }
  }

  /**
   * Finds arrays in results. The generated code makes each reference of a result null between two
   * samples.
   */
  private static void arrays(Class<?> test, List<String> reasons) {
    Set<Class<?>> results = new LinkedHashSet<>();
    for (Method method : test.getDeclaredMethods()) {
      for (Class<?> parameter : method.getParameterTypes()) {
        if (parameter.isAnnotationPresent(Result.class)) {
          results.add(parameter);
        }
      }
    }
    for (Class<?> result : results) {
      for (Field field : result.getFields()) {
        if (field.getType().isArray() && !Modifier.isStatic(field.getModifiers())) {
          reasons.add(
              ("ARRAY " + result.getSimpleName() + "." + field.getName())
                  + " is a result that JCStress loses");
        }
      }
    }
  }
}
