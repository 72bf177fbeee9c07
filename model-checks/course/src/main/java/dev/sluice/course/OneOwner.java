// SPDX-License-Identifier: Apache-2.0
package dev.sluice.course;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/** Chapter 8: two threads call, and one is let in. */
final class OneOwner {

  private static final String OPEN = "open";
  private static final String IN_CALL = "in a call";

  private static class Door {
    static final AtomicReferenceFieldUpdater<Door, String> STATE =
        AtomicReferenceFieldUpdater.newUpdater(Door.class, String.class, "state");

    volatile String state = OPEN;
    volatile Thread caller;

    boolean enter() {
      return STATE.compareAndSet(this, OPEN, IN_CALL);
    }

    final void call() {
      if (enter()) {
        if (caller != null) {
          throw new AssertionError("two callers at once");
        }
        caller = Thread.currentThread();
        caller = null;
        state = OPEN;
      }
    }
  }

  private static final class LooksThenSets extends Door {
    @Override
    boolean enter() {
      if (state != OPEN) {
        return false;
      }
      state = IN_CALL;
      return true;
    }
  }

  private OneOwner() {}

  static List<Rung> ladder() {
    return List.of(
        Rung.broken("looks, then sets", "two callers at once", () -> meet(new LooksThenSets())),
        Rung.sound("in one step", () -> meet(new Door())),
        Rung.ofKernel("flush against shutdown"));
  }

  private static String meet(Door door) throws InterruptedException {
    Thread other = new Thread(() -> door.call());
    other.start();
    door.call();
    other.join();
    return "never two at once";
  }
}
