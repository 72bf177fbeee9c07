// SPDX-License-Identifier: Apache-2.0
package dev.sluice.course;

import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Chapter 4: a place for one item, at which both sides may have to wait. */
final class OneWord {

  private abstract static class Place {
    volatile String item;

    abstract void send(String sent);

    abstract String receive();
  }

  private static final class OneWaiter extends Place {
    volatile Thread waiter;

    @Override
    void send(String sent) {
      while (item != null) {
        waiter = Thread.currentThread(); // the other side may stand there
        if (item != null) {
          LockSupport.park();
        }
      }
      item = sent;
      LockSupport.unpark(waiter);
    }

    @Override
    String receive() {
      while (item == null) {
        waiter = Thread.currentThread();
        if (item == null) {
          LockSupport.park();
        }
      }
      String received = item;
      item = null;
      LockSupport.unpark(waiter);
      return received;
    }
  }

  private static final class TwoWaiters extends Place {
    volatile Thread sender;
    volatile Thread receiver;

    @Override
    void send(String sent) {
      while (item != null) {
        sender = Thread.currentThread();
        if (item != null) {
          LockSupport.park();
        }
      }
      item = sent;
      LockSupport.unpark(receiver);
    }

    @Override
    String receive() {
      while (item == null) {
        receiver = Thread.currentThread();
        if (item == null) {
          LockSupport.park();
        }
      }
      String received = item;
      item = null;
      LockSupport.unpark(sender);
      return received;
    }
  }

  private OneWord() {}

  static List<Rung> ladder() {
    return List.of(
        Rung.broken("one waiter for both sides", "deadlock", () -> meet(new OneWaiter())),
        Rung.sound("a waiter for each side", () -> meet(new TwoWaiters())),
        Rung.ofKernel("slot: 2 sent, 2 received"));
  }

  private static String meet(Place place) throws InterruptedException {
    Thread sender =
        new Thread(
            () -> {
              place.send("0");
              place.send("1");
            });
    sender.start();
    String got = place.receive() + place.receive();
    sender.join();
    return got;
  }
}
