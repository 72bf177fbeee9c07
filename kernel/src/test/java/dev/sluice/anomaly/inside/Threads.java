// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly.inside;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/** Makes the threads of flush tasks, and knows when they have ended. */
final class Threads implements ThreadFactory {

  private final List<Thread> threads = new ArrayList<>();

  /** What came out of them; the kernel tells a thread's handler what a listener throws. */
  final List<Throwable> uncaught = new ArrayList<>();

  /** Told of each new thread before it is started. */
  Consumer<Thread> onNew = thread -> {};

  @Override
  public Thread newThread(Runnable task) {
    Thread thread = new Thread(task, "swept-task");
    thread.setDaemon(true); // one that hangs is a violation, and must not hold up the JVM as well
    thread.setUncaughtExceptionHandler(
        (at, thrown) -> {
          synchronized (uncaught) {
            uncaught.add(thrown);
          }
        });
    onNew.accept(thread);
    threads.add(thread);
    return thread;
  }

  /** Waits until all that were started have ended; whoever looks on has a limit. */
  void join() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /**
   * The same where nobody has the handle: then its task ends once the garbage collector has found
   * that out.
   */
  void joinAbandoned() throws InterruptedException {
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        System.gc();
        thread.join(2);
      }
    }
  }

  /** Waits until the last one has nothing to do, or has ended. */
  void awaitIdle() {
    Thread last = threads.get(threads.size() - 1);
    while (last.getState() != Thread.State.TERMINATED && !waits(last)) {
      Thread.yield();
    }
  }

  static boolean waits(Thread thread) {
    Thread.State state = thread.getState();
    return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
  }
}
