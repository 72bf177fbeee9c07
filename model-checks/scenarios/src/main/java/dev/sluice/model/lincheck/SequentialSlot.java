// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.lincheck;

/**
 * A slot for one thread. A call that would have to wait cannot be next in an order of calls, so it
 * throws. The results of the real slot have no exception, so Lincheck does not take that order.
 */
public class SequentialSlot {

  private int pending;
  private boolean closed;
  private boolean gone;

  /** Sends as {@link SlotOperations#send} does. */
  public boolean send(int item) {
    if (gone) {
      return false;
    }
    require(pending == 0 && !closed);
    pending = item;
    return true;
  }

  /** Closes as {@link SlotOperations#close} does. */
  public boolean close() {
    boolean heard = !gone && !closed;
    closed = true;
    return heard;
  }

  /** Receives as {@link SlotOperations#receive} does. */
  public int receive() {
    require(pending != 0 || closed);
    int item = pending == 0 ? SlotOperations.TERMINAL : pending;
    pending = 0;
    return item;
  }

  /** Closes as {@link SlotOperations#closeReceive} does. */
  public int closeReceive() {
    int item = pending;
    pending = 0;
    gone = true;
    return item;
  }

  private static void require(boolean canGoOn) {
    if (!canGoOn) {
      throw new IllegalStateException("has to wait");
    }
  }
}
