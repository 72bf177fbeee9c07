// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly.inside;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Predicate;

/** The chain of a Throwable: itself, its causes, and what they suppressed. */
final class Chain {

  private Chain() {}

  /** Tells whether the chain has one for which this is true. */
  static boolean has(Throwable thrown, Predicate<Throwable> one) {
    return has(thrown, one, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static boolean has(Throwable thrown, Predicate<Throwable> one, Set<Throwable> seen) {
    if (thrown == null || !seen.add(thrown)) {
      return false;
    }
    if (one.test(thrown) || has(thrown.getCause(), one, seen)) {
      return true;
    }
    for (Throwable suppressed : thrown.getSuppressed()) {
      if (has(suppressed, one, seen)) {
        return true;
      }
    }
    return false;
  }
}
