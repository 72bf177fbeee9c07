// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly.inside;

/** A rule does not hold. The message begins with the rule: (a), (b) or (c). */
final class Violation extends Exception {

  private static final long serialVersionUID = 1L;

  Violation(String message) {
    super(message);
  }

  Violation(String message, Throwable cause) {
    super(message, cause);
  }

  static void unless(boolean holds, String message) throws Violation {
    if (!holds) {
      throw new Violation(message);
    }
  }

  static void unless(boolean holds, String message, Throwable cause) throws Violation {
    if (!holds) {
      throw new Violation(message, cause);
    }
  }
}
