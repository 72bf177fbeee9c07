// SPDX-License-Identifier: Apache-2.0
package dev.sluice.sync;

/** The gate is closing or closed. The call changed nothing (G4 enter refused). */
@SuppressWarnings("serial") // never serialized on purpose
public final class GateClosedException extends IllegalStateException {
  GateClosedException() {
    super("must not enter: the gate is closing or closed");
  }
}
