// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import org.jetbrains.lincheck.descriptors.MethodDescriptor;

/** What of a program has to do with time. Lincheck's own clock says the same each time. */
final class Clock {

  private Clock() {}

  /** Whether a method looks at the clock, which to Lincheck is a switch point. */
  static boolean isRead(MethodDescriptor method) {
    return switch (method.getMethodName()) {
      case "nanoTime", "currentTimeMillis" -> isOf(method, "java.lang.System");
      default -> false;
    };
  }

  /**
   * Returns if a method does not pause for a time: Lincheck takes a timed park for one without an
   * end, and lets a thread sleep.
   *
   * @throws IllegalStateException if it does
   */
  static void refuse(MethodDescriptor method) {
    boolean pauses =
        switch (method.getMethodName()) {
          case "parkNanos", "parkUntil" -> isOf(method, "java.util.concurrent.locks.LockSupport");
          case "sleep" -> isOf(method, "java.lang.Thread");
          default -> false;
        };
    if (pauses) {
      throw refused(method.getMethodName());
    }
  }

  static IllegalStateException refused(String what) {
    return new IllegalStateException("no timed " + what + " where all is explored");
  }

  private static boolean isOf(MethodDescriptor method, String className) {
    return method.getClassName().replace('/', '.').equals(className);
  }
}
