// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io.fault;

import java.util.Objects;

/** Assertions for a child JVM, which has no test framework. */
final class FaultCheck {

  private FaultCheck() {}

  static void that(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }

  static void equal(Object wanted, Object is, String what) {
    that(Objects.equals(wanted, is), what + ": wanted " + wanted + ", is " + is);
  }
}
