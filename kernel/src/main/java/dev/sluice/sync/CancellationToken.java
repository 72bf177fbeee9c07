// SPDX-License-Identifier: Apache-2.0
package dev.sluice.sync;

import java.time.Duration;

//   LIVE --K1 cancel--> CANCELLED --K2 cancel again--> CANCELLED
//   K3 pause ends: its time is over, or the token is cancelled.

/**
 * Tells any number of tasks to stop; once cancelled it stays so. A task looks at its token before
 * each attempt, and a pause ends when it is cancelled. A task with nothing to do does not look: to
 * end it, close or shut down its handle too.
 *
 * <p>All methods may be called by any thread. What a thread did before {@link #cancel}
 * happens-before what another does after it saw the token cancelled.
 *
 * <p>Source: {@code tokio_util::sync::CancellationToken}, without children.
 */
public final class CancellationToken {

  /** Not this object, which a caller may have locked while it waits for a task that pauses. */
  final Object lock = new Object();

  private volatile boolean cancelled;

  /** A token that is not cancelled. */
  public CancellationToken() {}

  /** Cancels the token, for ever, and ends each pause on it. Again: no effect. */
  public void cancel() {
    synchronized (lock) { // or a pause could begin between the two lines and miss both
      lock.notifyAll(); // K3 pause ends; who wakes waits for the monitor, so this may come first
      cancelled = true; // K1 cancel, K2 cancel again: last, as nothing can fail after it
    }
  }

  /**
   * Whether the token is cancelled.
   *
   * @return true once {@link #cancel} was called
   */
  public boolean isCancelled() {
    return cancelled;
  }

  /**
   * Waits until the token is cancelled or the time is over (K3 pause ends). An interrupt is kept
   * and does not end the wait.
   *
   * @param atMost how long to wait; zero or negative: not at all
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
            lock.wait(1 + (left - 1) / 1_000_000); // rounded up, or its last part is a busy loop
          } catch (InterruptedException e) {
            interrupted = true; // wait() cleared the flag, so the next one sleeps
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
