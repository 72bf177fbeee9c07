// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

import java.util.Arrays;

/** A list of ints. */
final class Ints {
  private int[] elements = new int[1 << 6];
  private int size;

  void add(int element) {
    if (size == elements.length) {
      elements = Arrays.copyOf(elements, 2 * size);
    }
    elements[size++] = element;
  }

  int get(int index) {
    return elements[index];
  }

  int removeLast() {
    return elements[--size];
  }

  int size() {
    return size;
  }
}
