// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Programs in which a thread waits for another. Their outcome is how often it did. */
final class Waits {

  private static final long MILLIS = 10;

  private Waits() {}

  /**
   * Waits for a word under a monitor.
   *
   * @param timed with a time-out, and a look at the clock before and after
   * @param notifies false if the other thread forgets to
   */
  static String waitAndNotify(boolean timed, boolean notifies) throws InterruptedException {
    boolean[] ready = new boolean[1];
    int[] waits = new int[1];
    Thread waiter =
        new Thread(
            () -> {
              synchronized (ready) {
                while (!ready[0]) {
                  waits[0]++;
                  await(ready, timed);
                }
              }
            });
    Thread notifier =
        new Thread(
            () -> {
              synchronized (ready) {
                ready[0] = true;
                if (notifies) {
                  ready.notifyAll();
                }
              }
            });
    waiter.setUncaughtExceptionHandler((thread, refused) -> {});
    Calibrations.run(waiter, notifier);
    return "" + waits[0];
  }

  /** One of two wakes the waiter, who may find that it must wait again; or both come first. */
  static String waitForTwo() throws InterruptedException {
    int[] ready = new int[1];
    int[] waits = new int[1];
    Thread waiter =
        new Thread(
            () -> {
              synchronized (ready) {
                while (ready[0] < 2) {
                  waits[0]++;
                  await(ready, false);
                }
              }
            });
    Runnable notifies =
        () -> {
          synchronized (ready) {
            ready[0]++;
            ready.notifyAll();
          }
        };
    Calibrations.run(waiter, new Thread(notifies), new Thread(notifies));
    return "" + waits[0];
  }

  private static void await(Object monitor, boolean timed) {
    try {
      if (timed) {
        long start = System.nanoTime();
        monitor.wait(MILLIS);
        mustBe(start);
      } else {
        monitor.wait();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void mustBe(long now) {
    if (System.nanoTime() != now) {
      throw new IllegalStateException("time went on");
    }
  }

  /**
   * Waits for a word without a monitor.
   *
   * @param clock with a look at the clock before and after
   */
  static String parkAndUnpark(boolean clock) throws InterruptedException {
    AtomicBoolean ready = new AtomicBoolean();
    int[] parks = new int[1];
    Thread parker =
        new Thread(
            () -> {
              while (!ready.get()) {
                parks[0]++;
                park(clock);
              }
            });
    Thread unparker =
        new Thread(
            () -> {
              ready.set(true);
              LockSupport.unpark(parker);
            });
    Calibrations.run(parker, unparker);
    return "" + parks[0];
  }

  private static void park(boolean clock) {
    if (clock) {
      long start = System.nanoTime();
      LockSupport.park();
      mustBe(start);
    } else {
      LockSupport.park();
    }
  }

  /** To unpark or join a thread that is not started has no effect: the first park takes none. */
  static String notStarted() throws InterruptedException {
    int[] parks = new int[1];
    AtomicBoolean ready = new AtomicBoolean();
    Thread parker =
        new Thread(
            () -> {
              while (!ready.get()) {
                parks[0]++;
                LockSupport.park();
              }
            });
    LockSupport.unpark(parker);
    parker.join();
    ready.set(true);
    parker.start();
    parker.join();
    return "" + (1 + parks[0]);
  }

  /** A thread of its own starts one more, which is refused. */
  static String startsAnother() throws InterruptedException {
    AtomicBoolean started = new AtomicBoolean();
    Thread starts = new Thread(() -> new Thread(() -> started.set(true)).start());
    starts.setUncaughtExceptionHandler((thread, refused) -> {});
    starts.start();
    starts.join();
    return "";
  }

  /** Parks for a time, which is refused. */
  static String parkNanos() {
    LockSupport.parkNanos(1);
    return "";
  }

  /** Sleeps, which is refused. */
  static String sleep() throws InterruptedException {
    Thread.sleep(1); // is refused, and so never slept
    return "";
  }
}
