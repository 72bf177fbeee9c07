// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

/** How strong an access is, the weakest first. */
enum Strength {
  /** Less than the next: plain, opaque, acquire. Orders nothing here. */
  PLAIN("plain"),

  /**
   * A write with release. It orders as a volatile one does, but a thread that does not come after
   * it may still see the value before. To a read-modify-write that is no more than a lock that was
   * found taken (a try-lock that may fail for no reason: Boehm and Adve, PLDI 2008, section 3), and
   * each one that succeeds comes after it. To a mere read it could be a run that no interleaving
   * explains.
   */
  RELEASE("release"),

  /** A volatile read or write. */
  VOLATILE("volatile"),

  /** A read-modify-write of volatile strength, also one that fails. */
  UPDATE("volatile");

  private final String word;

  Strength(String word) {
    this.word = word;
  }

  /** Whether two accesses to one place, one of them a write, have to be ordered by something. */
  boolean races(Strength other) {
    return this == PLAIN
        || other == PLAIN
        || this == RELEASE && other != UPDATE
        || other == RELEASE && this != UPDATE;
  }

  @Override
  public String toString() {
    return word;
  }
}
