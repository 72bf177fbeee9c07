// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly.inside;

/** The errors that a probe throws, to be told from those of the JVM. */
interface Injected {

  /** No stack. */
  final class Overflow extends StackOverflowError implements Injected {
    private static final long serialVersionUID = 1L;

    Overflow(String message) {
      super(message);
    }
  }

  /** No memory. */
  final class Memory extends OutOfMemoryError implements Injected {
    private static final long serialVersionUID = 1L;

    Memory(String message) {
      super(message);
    }
  }
}
