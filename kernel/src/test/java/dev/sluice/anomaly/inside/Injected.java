// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly.inside;

/** The errors that a probe throws. The type tells them from those of the JVM. */
interface Injected {

  /** A lack of stack. */
  final class Overflow extends StackOverflowError implements Injected {
    private static final long serialVersionUID = 1L;

    Overflow(String message) {
      super(message);
    }
  }

  /** A lack of memory. */
  final class Memory extends OutOfMemoryError implements Injected {
    private static final long serialVersionUID = 1L;

    Memory(String message) {
      super(message);
    }
  }
}
