// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.lincheck;

import dev.sluice.sync.Slot;
import org.jetbrains.lincheck.datastructures.Operation;

/** The real slot, one method for each of its calls. Lincheck makes an object for each run. */
public class SlotOperations {

  /**
   * The sender closes with this. Where {@code closeReceive} has nothing to return, it returns 0.
   */
  static final int TERMINAL = 9;

  private final Slot<Integer> slot = new Slot<>();

  /** Sends; the sender calls this. */
  @Operation
  public boolean send(int item) {
    return slot.send(item);
  }

  /** Closes; the sender calls this. */
  @Operation
  public boolean close() {
    return slot.close(TERMINAL);
  }

  /** Receives; the receiver calls this. */
  @Operation
  public int receive() {
    return slot.receive();
  }

  /** Closes; the receiver calls this. */
  @Operation
  public int closeReceive() {
    return slot.closeReceive().orElse(0);
  }
}
