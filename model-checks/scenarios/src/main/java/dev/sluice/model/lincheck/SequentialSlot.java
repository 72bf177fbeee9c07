// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.lincheck;

/**
 * What the slot is by one thread. A call that would have to wait has no place in an order of calls,
 * so it throws: the results of the real one have no exception, and that order is not taken.
 */
public class SequentialSlot {

  private int pending;
  private boolean closed;
  private boolean gone;

  /** As {@link SlotOperations#send}. */
  public boolean send(int item) {
    if (gone) {
      return false;
    }
    require(pending == 0 && !closed);
    pending = item;
    return true;
  }

  /** As {@link SlotOperations#close}. */
  public boolean close() {
    boolean heard = !gone && !closed;
    closed = true;
    return heard;
  }

  /** As {@link SlotOperations#receive}. */
  public int receive() {
    require(pending != 0 || closed);
    int item = pending == 0 ? SlotOperations.TERMINAL : pending;
    pending = 0;
    return item;
  }

  /** As {@link SlotOperations#closeReceive}. */
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
