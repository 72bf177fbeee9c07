// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import dev.sluice.sync.Slot;

/**
 * One end of a pair of slots, which lead in opposite directions. Source: {@code
 * utils::sync::duplex}.
 */
record Duplex<O, I>(Slot<O> out, Slot<I> in) {

  Duplex<I, O> crossed() {
    return new Duplex<>(in, out);
  }
}
