// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.lincheck;

import dev.sluice.sync.Slot;
import org.jetbrains.lincheck.datastructures.Operation;

/** The real slot, one method for each of its calls. Lincheck makes an object for each run. */
public class SlotOperations {

  /** What the sender closes with; what {@code closeReceive} returns for nothing is 0. */
  static final int TERMINAL = 9;

  private final Slot<Integer> slot = new Slot<>();

  /** Of the sender. */
  @Operation
  public boolean send(int item) {
    return slot.send(item);
  }

  /** Of the sender. */
  @Operation
  public boolean close() {
    return slot.close(TERMINAL);
  }

  /** Of the receiver. */
  @Operation
  public int receive() {
    return slot.receive();
  }

  /** Of the receiver. */
  @Operation
  public int closeReceive() {
    return slot.closeReceive().orElse(0);
  }
}
