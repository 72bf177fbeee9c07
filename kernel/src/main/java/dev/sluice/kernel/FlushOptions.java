// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What may be chosen at {@link FlushHandle#spawn}. Immutable.
 *
 * @param threadFactory makes the task's thread, which is not started yet when it is returned; a
 *     virtual one will do
 * @param retryPolicy what becomes of an operation that failed
 * @param listener is told what the task does
 */
public record FlushOptions(
    ThreadFactory threadFactory, RetryPolicy retryPolicy, FlushListener listener) {

  private static final AtomicLong THREADS = new AtomicLong();

  /**
   * Refuses null.
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
   * A named platform thread that is no daemon and inherits nothing of its spawner, {@link
   * RetryPolicy#forEver} and {@link FlushListener#logging}. So a caller waits for a full disk until
   * there is space, or the token is cancelled.
   *
   * @return these options
   */
  public static FlushOptions defaults() {
    return new FlushOptions(
        task -> newThread(task, "sluice-flush-" + THREADS.incrementAndGet()),
        RetryPolicy.forEver(),
        FlushListener.logging());
  }

  /** No thread-locals, class loader, group or priority of whoever happens to make it. */
  static Thread newThread(Runnable task, String name) {
    ThreadGroup top = Thread.currentThread().getThreadGroup();
    while (top.getParent() != null) {
      top = top.getParent();
    }
    Thread thread = new Thread(top, task, name, 0, false);
    thread.setContextClassLoader(null);
    thread.setPriority(Thread.NORM_PRIORITY);
    thread.setDaemon(false); // or a JVM that exits would drop what is in flight
    return thread;
  }

  /**
   * These options with another thread factory.
   *
   * @param factory the factory
   * @return the new options
   */
  public FlushOptions withThreadFactory(ThreadFactory factory) {
    return new FlushOptions(factory, retryPolicy, listener);
  }

  /**
   * These options with another retry policy.
   *
   * @param policy the policy
   * @return the new options
   */
  public FlushOptions withRetryPolicy(RetryPolicy policy) {
    return new FlushOptions(threadFactory, policy, listener);
  }

  /**
   * These options with another listener.
   *
   * @param listener the listener
   * @return the new options
   */
  public FlushOptions withListener(FlushListener listener) {
    return new FlushOptions(threadFactory, retryPolicy, listener);
  }
}
