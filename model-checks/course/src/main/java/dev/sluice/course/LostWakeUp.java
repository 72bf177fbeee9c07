// SPDX-License-Identifier: Apache-2.0
package dev.sluice.course;

import dev.sluice.model.explore.Mode;
import dev.sluice.model.explore.Mode.CoreSteps;
import dev.sluice.model.explore.Park;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Chapter 3: a receiver sleeps until something was sent, or for ever. */
final class LostWakeUp {

  /** The part that all share: a place for an item, and for the thread that waits for it. */
  private abstract static class Mailbox {
    volatile String item;
    volatile Thread waiter;

    void send(String sent) {
      item = sent;
      LockSupport.unpark(waiter); // no effect for null
    }

    abstract String receive();
  }

  private static final class LooksThenWaits extends Mailbox {
    @Override
    String receive() {
      if (item == null) {
        waiter = Thread.currentThread();
        LockSupport.park(); // the item may be there already
      }
      return item;
    }
  }

  private static final class ParksOnce extends Mailbox {
    @Override
    String receive() {
      waiter = Thread.currentThread();
      if (item == null) {
        LockSupport.park(); // may return for no reason
      }
      return item;
    }
  }

  private static final class LooksAgain extends Mailbox {
    @Override
    String receive() {
      waiter = Thread.currentThread();
      while (item == null) {
        LockSupport.park();
      }
      return item;
    }
  }

  private LostWakeUp() {}

  static List<Rung> ladder() {
    Mode spurious = Mode.reduced(Park.SPURIOUS, CoreSteps.REAL);
    Rung looksAgain = Rung.sound("names itself, looks until it is there", LostWakeUp::looksAgain);
    return List.of(
        Rung.broken("looks, then waits", "deadlock", LostWakeUp::looksThenWaits),
        Rung.broken("names itself, looks, parks once", "woke with nothing", LostWakeUp::parksOnce)
            .with(spurious),
        looksAgain,
        looksAgain.with(spurious),
        Rung.ofKernel("slot: 1 sent, 1 received"));
  }

  private static String looksThenWaits() throws InterruptedException {
    return meet(new LooksThenWaits());
  }

  private static String parksOnce() throws InterruptedException {
    return meet(new ParksOnce());
  }

  private static String looksAgain() throws InterruptedException {
    return meet(new LooksAgain());
  }

  private static String meet(Mailbox mailbox) throws InterruptedException {
    Thread sender = new Thread(() -> mailbox.send("a letter"));
    sender.start();
    String got = mailbox.receive();
    sender.join();
    if (got == null) {
      throw new AssertionError("woke with nothing");
    }
    return "got " + got;
  }
}
