// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import java.time.Duration;
import java.util.Objects;

//   LIVE --cancel [K1]--> CANCELLED --cancel [K2]--> CANCELLED
//   A pause ends when its time is over or the token is cancelled [K3].

/**
 * Tells any number of tasks to stop. Once cancelled it stays so.
 *
 * <p>A task looks at its token before each attempt, and a pause ends when it is cancelled. A task
 * with nothing to do does not look: to end it, close or shut down its handle too.
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
      cancelled = true; // K1, K2
      lock.notifyAll(); // K3
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

  /** Waits until the token is cancelled. An interrupt is kept and does not end the wait. */
  public void awaitCancelled() {
    await(Long.MAX_VALUE);
  }

  /**
   * Waits until the token is cancelled or the time is over (K3). An interrupt is kept and does not
   * end the wait.
   *
   * @param atMost how long to wait; zero or negative: not at all
   * @return true if the token is cancelled
   */
  public boolean awaitCancelled(Duration atMost) {
    return await(saturatedNanos(Objects.requireNonNull(atMost, "atMost")));
  }

  private static long saturatedNanos(Duration duration) {
    try {
      return duration.toNanos();
    } catch (ArithmeticException longerThan292Years) {
      return duration.isNegative() ? 0 : Long.MAX_VALUE;
    }
  }

  /** The clock is read only if there is an end to the wait. */
  private boolean await(long nanos) {
    boolean forEver = nanos == Long.MAX_VALUE;
    long start = forEver ? 0 : System.nanoTime();
    long left = nanos;
    boolean interrupted = false;
    synchronized (lock) {
      while (!cancelled && left > 0) {
        try {
          if (forEver) {
            lock.wait();
          } else {
            lock.wait(1 + (left - 1) / 1_000_000); // rounded up, or its last part is a busy loop
          }
        } catch (InterruptedException e) {
          interrupted = true; // wait() cleared the flag, so the next one sleeps
        }
        left = forEver ? nanos : nanos - (System.nanoTime() - start);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return cancelled;
  }
}
