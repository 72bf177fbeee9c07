// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

import java.util.Arrays;

/**
 * The nodes of a search. Each is in the table once, with a number in the order of finding, and with
 * the step that found it.
 */
final class NodeTable {
  private long[] keys = new long[1 << 8];
  private final Ints parents = new Ints();
  private final Ints steps = new Ints();

  /**
   * The number of a node plus one, at the place of its key or behind that; 0 if the place is free.
   */
  private int[] places = new int[1 << 10];

  /** Adds a node; returns false if it is there already. */
  boolean add(long key, int parent, int step) {
    int place = place(key);
    if (places[place] != 0) {
      return false;
    }
    if (size() == keys.length) {
      keys = Arrays.copyOf(keys, 2 * keys.length);
    }
    keys[size()] = key;
    places[place] = size() + 1;
    parents.add(parent);
    steps.add(step);
    if (2 * size() > places.length) {
      places = new int[4 * places.length];
      for (int node = 0; node < size(); node++) {
        places[place(keys[node])] = node + 1;
      }
    }
    return true;
  }

  private int place(long key) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    int place = (int) (mixed >>> 40) & (places.length - 1);
    while (places[place] != 0 && keys[places[place] - 1] != key) {
      place = (place + 1) & (places.length - 1);
    }
    return place;
  }

  int size() {
    return parents.size();
  }

  long key(int node) {
    return keys[node];
  }

  int parent(int node) {
    return parents.get(node);
  }

  int step(int node) {
    return steps.get(node);
  }
}
