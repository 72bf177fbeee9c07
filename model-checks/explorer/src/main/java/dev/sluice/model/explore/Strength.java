// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

/** How strong an access is, the weakest first. */
enum Strength {
  /** Less than the next: plain, opaque, acquire. Orders nothing here. */
  PLAIN("plain"),

  /** A write with release. It orders, but others may see it late: {@link StoreBuffers}. */
  RELEASE("release"),

  /** A volatile read or write, or a read-modify-write of that strength, also one that fails. */
  VOLATILE("volatile");

  private final String word;

  Strength(String word) {
    this.word = word;
  }

  /** Whether two accesses to one place, one of them a write, have to be ordered by something. */
  boolean races(Strength other) {
    return this == PLAIN || other == PLAIN;
  }

  @Override
  public String toString() {
    return word;
  }
}
