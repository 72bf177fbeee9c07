// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

/** The i-th of n parts, counted from 1. */
record Shard(int i, int n) {

  /**
   * Reads {@code 2/3}.
   *
   * @throws BadInput if the text does not have this form
   */
  static Shard parse(String text) {
    if (text.matches("[1-9]\\d{0,3}/[1-9]\\d{0,3}")) {
      String[] parts = text.split("/");
      Shard shard = new Shard(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
      if (shard.i <= shard.n) {
        return shard;
      }
    }
    throw new BadInput("'" + text + "' is not a shard: the second of three is 2/3.");
  }

  boolean has(int index) {
    return index % n == i - 1;
  }

  @Override
  public String toString() {
    return i + "/" + n;
  }
}
