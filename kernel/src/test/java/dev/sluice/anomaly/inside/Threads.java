// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly.inside;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/** Makes the threads of flush tasks, and knows when they have ended. */
final class Threads implements ThreadFactory {

  private final List<Thread> threads = new ArrayList<>();

  /** What the threads threw. The kernel reports to a thread's handler what a listener throws. */
  final List<Throwable> uncaught = new ArrayList<>();

  /** Is called with each new thread before its start. */
  Consumer<Thread> onNew = thread -> {};

  @Override
  public Thread newThread(Runnable task) {
    Thread thread = new Thread(task, "swept-task");
    thread.setDaemon(true); // a thread that hangs is a violation, and must not keep the JVM alive
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

  /** Waits until all started threads have ended. The caller has a limit of its own. */
  void join() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /**
   * Waits in the same way where nobody has the handle. Then the task ends when the garbage
   * collector has found that out.
   */
  void joinAbandoned() throws InterruptedException {
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        System.gc();
        thread.join(2);
      }
    }
  }

  /** Waits until the last thread has nothing to do, or has ended. */
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
