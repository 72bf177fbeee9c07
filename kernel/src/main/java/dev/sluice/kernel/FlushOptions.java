// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What may be chosen at {@link FlushHandle#spawn}. Options are immutable.
 *
 * @param threadFactory makes the task's thread and does not start it; the thread may be virtual
 * @param retryPolicy says what becomes of an operation that failed
 * @param listener is told what the task does
 */
public record FlushOptions(
    ThreadFactory threadFactory, RetryPolicy retryPolicy, FlushListener listener) {

  private static final AtomicLong THREADS = new AtomicLong();

  /**
   * Checks that nothing is null.
   *
   * @param threadFactory as above
   * @param retryPolicy as above
   * @param listener as above
   */
  public FlushOptions {
    Objects.requireNonNull(threadFactory, "threadFactory");
    Objects.requireNonNull(retryPolicy, "retryPolicy");
    Objects.requireNonNull(listener, "listener");
  }

  /**
   * Returns the defaults: {@link RetryPolicy#forEver}, {@link FlushListener#logging}, and a named
   * platform thread that is not a daemon and inherits nothing from the thread that spawns. So a
   * caller waits while the disk is full, until there is space or the token is cancelled.
   *
   * @return these options
   */
  public static FlushOptions defaults() {
    return new FlushOptions(
        task -> newThread(task, "sluice-flush-" + THREADS.incrementAndGet()),
        RetryPolicy.forEver(),
        FlushListener.logging());
  }

  /** Makes a thread that has no thread-locals, class loader, group or priority of its maker. */
  static Thread newThread(Runnable task, String name) {
    ThreadGroup top = Thread.currentThread().getThreadGroup();
    while (top.getParent() != null) {
      top = top.getParent();
    }
    Thread thread = new Thread(top, task, name, 0, false);
    thread.setContextClassLoader(null);
    thread.setPriority(Thread.NORM_PRIORITY);
    thread.setDaemon(false); // else a JVM that exits would drop what is in flight
    return thread;
  }

  /**
   * Returns these options with another thread factory.
   *
   * @param factory the factory
   * @return the new options
   */
  public FlushOptions withThreadFactory(ThreadFactory factory) {
    return new FlushOptions(factory, retryPolicy, listener);
  }

  /**
   * Returns these options with another retry policy.
   *
   * @param policy the policy
   * @return the new options
   */
  public FlushOptions withRetryPolicy(RetryPolicy policy) {
    return new FlushOptions(threadFactory, policy, listener);
  }

  /**
   * Returns these options with another listener.
   *
   * @param listener the listener
   * @return the new options
   */
  public FlushOptions withListener(FlushListener listener) {
    return new FlushOptions(threadFactory, retryPolicy, listener);
  }
}
