// SPDX-License-Identifier: Apache-2.0
package dev.sluice.sync;

/** Gives tests of other packages what only this package may see. */
public final class Monitors {
  private Monitors() {}

  /** Returns the monitor of a gate. While a thread holds it, nobody can enter or leave. */
  public static Object of(Gate gate) {
    return gate.lock;
  }
}
