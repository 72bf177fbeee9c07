// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly.inside;

/** Which hits of a probe count, what is thrown at the k-th, and whether the error lasts. */
enum ErrorMode {

  /** One error: a frame was too large, and the next one fits again; or a collection came late. */
  SINGLE,

  /** The stack is full until it unwinds: a call from this depth, or deeper, fails. */
  FULL_STACK,

  /** There is no memory until the call has returned: every allocation fails. */
  NO_MEMORY,

  /** A place that is resolved for the first time in this world fails. Run this in a new world. */
  FIRST;

  boolean counts(int kind, boolean isNew) {
    return switch (this) {
      case SINGLE -> kind != Probe.RESOLVE;
      case FULL_STACK -> kind != Probe.RESOLVE && kind != Probe.MEMORY;
      case NO_MEMORY -> kind == Probe.MEMORY || kind == Probe.CALL_THAT_ALLOCATES;
      case FIRST -> kind != Probe.ENTRY && isNew;
    };
  }

  boolean goesOn() {
    return this == FULL_STACK || this == NO_MEMORY;
  }

  /** Returns a lack of stack and a lack of memory by turns, where both are possible. */
  Error error(int k, String message) {
    boolean stack = this == FULL_STACK || this != NO_MEMORY && k % 2 == 0;
    return stack ? new Injected.Overflow(message) : new Injected.Memory(message);
  }
}
