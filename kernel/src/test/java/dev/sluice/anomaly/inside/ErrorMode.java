// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly.inside;

/** Which hits of a probe count, what is thrown at the k-th, and whether it goes on. */
enum ErrorMode {

  /** One error: a frame that was too large, where the next fits again; or a late collection. */
  SINGLE,

  /** The stack is full until it unwinds: what is called from this deep, or deeper, fails. */
  FULL_STACK,

  /** There is no memory until the call has returned: whatever allocates fails. */
  NO_MEMORY,

  /** What resolves something for the first time in this world fails. To be run in a new world. */
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

  /** By turns a lack of stack and one of memory, where it can be either. */
  Error error(int k, String message) {
    boolean stack = this == FULL_STACK || this != NO_MEMORY && k % 2 == 0;
    return stack ? new Injected.Overflow(message) : new Injected.Memory(message);
  }
}
