// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What may be chosen at {@link FlushHandle#spawn}. Immutable.
 *
 * @param threadFactory makes the task's thread, which is not started yet when it is returned
 * @param retryPolicy the pause between attempts
 * @param errorPolicy which errors are not retried
 * @param listener is told what the task does
 */
public record FlushOptions(
    ThreadFactory threadFactory,
    RetryPolicy retryPolicy,
    ErrorPolicy errorPolicy,
    FlushListener listener) {

  private static final AtomicLong THREADS = new AtomicLong();

  /**
   * Refuses null.
   *
   * @param threadFactory as above
   * @param retryPolicy as above
   * @param errorPolicy as above
   * @param listener as above
   */
  public FlushOptions {
    Objects.requireNonNull(threadFactory, "threadFactory");
    Objects.requireNonNull(retryPolicy, "retryPolicy");
    Objects.requireNonNull(errorPolicy, "errorPolicy");
    Objects.requireNonNull(listener, "listener");
  }

  /**
   * A named platform thread that is no daemon, and the default of each policy and of the listener.
   *
   * @return these options
   */
  public static FlushOptions defaults() {
    return new FlushOptions(
        FlushOptions::newThread,
        RetryPolicy.defaults(),
        ErrorPolicy.defaults(),
        FlushListener.logging());
  }

  private static Thread newThread(Runnable task) {
    Thread thread = new Thread(task, "sluice-flush-" + THREADS.incrementAndGet());
    thread.setDaemon(false); // else it is inherited: a JVM that exits would drop what is in flight
    return thread;
  }

  /**
   * These options with another thread factory.
   *
   * @param factory must return a new thread, not started; virtual threads will do
   * @return the new options
   */
  public FlushOptions withThreadFactory(ThreadFactory factory) {
    return new FlushOptions(factory, retryPolicy, errorPolicy, listener);
  }

  /**
   * These options with another retry policy.
   *
   * @param policy the policy
   * @return the new options
   */
  public FlushOptions withRetryPolicy(RetryPolicy policy) {
    return new FlushOptions(threadFactory, policy, errorPolicy, listener);
  }

  /**
   * These options with another error policy.
   *
   * @param policy the policy
   * @return the new options
   */
  public FlushOptions withErrorPolicy(ErrorPolicy policy) {
    return new FlushOptions(threadFactory, retryPolicy, policy, listener);
  }

  /**
   * These options with another listener.
   *
   * @param listener the listener
   * @return the new options
   */
  public FlushOptions withListener(FlushListener listener) {
    return new FlushOptions(threadFactory, retryPolicy, errorPolicy, listener);
  }
}
