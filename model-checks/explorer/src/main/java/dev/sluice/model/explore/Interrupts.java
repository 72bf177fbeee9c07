// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.util.concurrent.locks.LockSupport;

/** Programs in which a thread that waits is interrupted, or was before. */
final class Interrupts {

  private Interrupts() {}

  /** Waits for a word; says how that ended. */
  private static String await(boolean[] ready) {
    synchronized (ready) {
      String ended = "";
      while (!ready[0]) {
        try {
          ready.wait();
        } catch (InterruptedException e) {
          return "interrupted";
        }
      }
      return ended + (Thread.currentThread().isInterrupted() ? "notified, flag" : "notified");
    }
  }

  private static Thread waiter(boolean[] ready, String[] ended) {
    return new Thread(() -> ended[0] = await(ready));
  }

  /** An interrupt ends a wait, whenever it comes. */
  static String ofWait() throws InterruptedException {
    boolean[] ready = new boolean[1];
    String[] ended = new String[1];
    Thread waiter = waiter(ready, ended);
    Calibrations.run(waiter, new Thread(() -> waiter.interrupt()));
    return ended[0];
  }

  /** A wait that is notified and interrupted ends as one of the two. */
  static String ofNotified() throws InterruptedException {
    boolean[] ready = new boolean[1];
    String[] ended = new String[1];
    Thread waiter = waiter(ready, ended);
    Thread other =
        new Thread(
            () -> {
              synchronized (ready) {
                ready[0] = true;
                ready.notifyAll();
              }
              waiter.interrupt();
            });
    Calibrations.run(waiter, other);
    return ended[0];
  }

  /**
   * So does a join: of a thread that goes on only afterwards, it can end by the interrupt alone.
   */
  static String ofJoin() throws InterruptedException {
    boolean[] ready = new boolean[1];
    String[] ended = new String[1];
    Thread joined = waiter(ready, ended);
    String[] seen = new String[1];
    Thread joins =
        new Thread(
            () -> {
              try {
                joined.join();
                seen[0] = "joined";
              } catch (InterruptedException e) {
                seen[0] = "interrupted";
              }
            });
    joined.start();
    joins.start();
    joins.interrupt();
    joins.join();
    synchronized (ready) {
      ready[0] = true;
      ready.notifyAll();
    }
    joined.join();
    return seen[0];
  }

  /** A park takes the permit, also of an interrupted thread: the second one has none. */
  static String permitTaken() {
    Thread me = Thread.currentThread();
    LockSupport.unpark(me);
    me.interrupt();
    LockSupport.park();
    Thread.interrupted();
    LockSupport.park();
    return "";
  }

  /** Two wait, one is woken: which one is not explored. */
  static String notifyOfTwo() throws InterruptedException {
    boolean[] ready = new boolean[1];
    Thread one = waiter(ready, new String[1]);
    Thread other = waiter(ready, new String[1]);
    Thread notifies =
        new Thread(
            () -> {
              synchronized (ready) {
                ready[0] = true;
                ready.notify();
              }
            });
    notifies.setUncaughtExceptionHandler((thread, refused) -> {});
    Calibrations.run(one, other, notifies);
    return "";
  }
}
