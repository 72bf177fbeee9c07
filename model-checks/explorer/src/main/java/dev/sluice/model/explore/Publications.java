// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Programs in which one thread makes something and another one comes to see it. */
final class Publications {

  private static final class Counter {
    int value;

    void increment() {
      value++;
    }
  }

  private Publications() {}

  static String plainPublication() throws InterruptedException {
    Counter[] place = new Counter[1];
    Thread other =
        new Thread(
            () -> {
              Counter counter = new Counter();
              counter.value = 1;
              place[0] = counter;
            });
    other.start();
    Counter seen = place[0];
    other.join();
    return seen == null ? "none" : "" + seen.value;
  }

  static String plainRead() throws InterruptedException {
    AtomicBoolean flag = new AtomicBoolean();
    Thread other = new Thread(() -> flag.set(true));
    other.start();
    boolean seen = flag.getPlain();
    other.join();
    return "" + seen;
  }

  /** Only the list is ordered, and not what the object holds. */
  static String escapes() throws InterruptedException {
    List<Counter> list = new ArrayList<>();
    Thread other =
        new Thread(
            () -> {
              Counter counter = new Counter();
              synchronized (list) {
                list.add(counter);
              }
              counter.increment();
            });
    other.start();
    int seen = 0;
    synchronized (list) {
      Counter counter = list.isEmpty() ? null : list.get(0);
      seen = counter == null ? -1 : counter.value;
    }
    other.join();
    return "" + seen;
  }

  /** Here park does not return before the write; but no happens-before edge says so. */
  static String unparkPublishes() throws InterruptedException {
    Counter counter = new Counter();
    int[] seen = new int[1];
    Thread other =
        new Thread(
            () -> {
              LockSupport.park();
              seen[0] = counter.value;
            });
    other.start();
    counter.value = 1;
    LockSupport.unpark(other);
    other.join();
    return "" + seen[0];
  }

  static String leftByRelease() throws InterruptedException {
    AtomicBoolean locked = new AtomicBoolean();
    Counter counter = new Counter();
    Runnable tries =
        () -> {
          if (locked.compareAndSet(false, true)) {
            counter.increment();
            locked.setRelease(false);
          }
        };
    Thread other = new Thread(tries);
    other.start();
    tries.run();
    other.join();
    return "" + counter.value;
  }
}
