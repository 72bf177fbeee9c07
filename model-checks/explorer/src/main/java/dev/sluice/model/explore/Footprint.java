// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.util.Arrays;

/** What a step touched, and whether it wrote there. */
final class Footprint {

  private long[] places = new long[4];
  private boolean[] writes = new boolean[4];
  private int size;

  void add(long where, boolean write) {
    for (int i = 0; i < size; i++) {
      if (places[i] == where) {
        writes[i] |= write;
        return;
      }
    }
    if (size == places.length) {
      places = Arrays.copyOf(places, 2 * size);
      writes = Arrays.copyOf(writes, 2 * size);
    }
    places[size] = where;
    writes[size++] = write;
  }

  void addAll(Footprint other) {
    for (int i = 0; i < other.size; i++) {
      add(other.places[i], other.writes[i]);
    }
  }

  Footprint copy() {
    Footprint copy = new Footprint();
    copy.addAll(this);
    return copy;
  }

  /** Whether the same places were touched in the same way, in the same order. */
  boolean isSameAs(Footprint other) {
    return size == other.size
        && Arrays.equals(places, 0, size, other.places, 0, size)
        && Arrays.equals(writes, 0, size, other.writes, 0, size);
  }

  /** Whether the order of two steps of one run can matter: one writes what the other touches. */
  boolean dependsOn(Footprint other) {
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < other.size; j++) {
        if ((writes[i] || other.writes[j]) && places[i] == other.places[j]) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * The same for steps of two runs. An object that was not seen to be made is named when it is
   * first touched, which may be in another order in the other run: two such objects count as one.
   */
  boolean mayDependOn(Footprint other) {
    if (dependsOn(other)) {
      return true;
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < other.size; j++) {
        if ((writes[i] || other.writes[j])
            && Where.kind(places[i]) == Where.kind(other.places[j])
            && Names.isFound(Where.object(places[i]))
            && Names.isFound(Where.object(other.places[j]))
            && Where.part(places[i]) == Where.part(other.places[j])) {
          return true;
        }
      }
    }
    return false;
  }
}
