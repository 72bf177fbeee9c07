// SPDX-License-Identifier: Apache-2.0
package dev.sluice.sync;

import java.time.Duration;

//   LIVE --K1 cancel--> CANCELLED --K2 cancel again--> CANCELLED
//   K3 pause ends: its time is over, or the token is cancelled.

/**
 * Tells any number of tasks to stop. A cancelled token stays cancelled. A task looks at its token
 * before each attempt, and a pause ends when the token is cancelled. A task with nothing to do does
 * not look at its token: to end that task, close or shut down its handle too.
 *
 * <p>Any thread may call any method. What a thread did before {@link #cancel} happens-before what
 * another thread does after it saw the token cancelled.
 *
 * <p>Source: {@code tokio_util::sync::CancellationToken}, without children.
 */
public final class CancellationToken {

  /** The token does not lock itself: a caller may hold that lock and wait for a pausing task. */
  final Object lock = new Object();

  private volatile boolean cancelled;

  /** Creates a token that is not cancelled. */
  public CancellationToken() {}

  /** Cancels the token, for ever, and ends each pause on it. A second call has no effect. */
  public void cancel() {
    synchronized (lock) { // else a pause could begin between the two lines and miss both
      lock.notifyAll(); // K3 pause ends: it waits for the monitor, so this may come first
      cancelled = true; // K1 cancel, K2 cancel again: last, as nothing after it can fail
    }
  }

  /**
   * Tells whether the token is cancelled.
   *
   * @return true once {@link #cancel} was called
   */
  public boolean isCancelled() {
    return cancelled;
  }

  /**
   * Waits until the token is cancelled or the time is over (K3 pause ends). An interrupt does not
   * end the wait; its flag is set again on return.
   *
   * @param atMost the longest time to wait; if it is zero or negative, this does not wait
   * @return true if the token is cancelled
   */
  public boolean awaitCancelled(Duration atMost) {
    long nanos = saturatedNanos(atMost);
    long start = System.nanoTime();
    long left = nanos;
    boolean interrupted = false;
    try {
      synchronized (lock) {
        while (!cancelled && left > 0) {
          try {
            lock.wait(1 + (left - 1) / 1_000_000); // rounded up: wait(0) would wait for ever
          } catch (InterruptedException e) {
            interrupted = true; // wait() cleared the flag, so the next wait() sleeps
          }
          left = nanos - (System.nanoTime() - start);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    return cancelled;
  }

  private static long saturatedNanos(Duration duration) {
    try {
      return duration.toNanos();
    } catch (ArithmeticException longerThan292Years) {
      return duration.isNegative() ? 0 : Long.MAX_VALUE;
    }
  }
}
