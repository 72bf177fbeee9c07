// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

/**
 * One end of two slots crossed: this end sends to {@code out} and receives from {@code in}.
 *
 * <p>Source: {@code utils::sync::duplex}.
 */
record Duplex<O, I>(Slot<O> out, Slot<I> in) {

  /** The other end of the same two slots. */
  Duplex<I, O> crossed() {
    return new Duplex<>(in, out);
  }
}
