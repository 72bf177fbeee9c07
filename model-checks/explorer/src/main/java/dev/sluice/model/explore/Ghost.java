// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

/**
 * What a scenario notes for its own assertions, from several threads. The search orders accesses to
 * it like any other, so that an assertion sees every order; but it is not part of the program that
 * is checked: it orders nothing in the sense of the memory model, and is no data race.
 */
public final class Ghost {

  private int value;

  /** A ghost of value 0. */
  public Ghost() {}

  /** Notes something. */
  public void set(int value) {
    this.value = value;
  }

  /** What was noted last. */
  public int get() {
    return value;
  }

  static boolean is(String place) {
    return place.startsWith(Ghost.class.getName());
  }
}
