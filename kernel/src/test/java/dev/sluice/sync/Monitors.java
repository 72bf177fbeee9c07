// SPDX-License-Identifier: Apache-2.0
package dev.sluice.sync;

/** What only this package may see, for tests of others. */
public final class Monitors {
  private Monitors() {}

  /** Who holds it keeps everybody from entering and leaving. */
  public static Object of(Gate gate) {
    return gate.lock;
  }
}
