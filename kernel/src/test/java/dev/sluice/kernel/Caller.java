// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import java.lang.Thread.State;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** A second thread that makes one call, and the result of the call. */
public final class Caller<T> {

  private final Thread thread;
  private volatile T result;
  private volatile Throwable thrown;
  private volatile boolean interruptedAtEnd;

  private Caller(Callable<T> call, boolean interrupted) {
    this.thread =
        new Thread(
            () -> {
              if (interrupted) {
                Thread.currentThread().interrupt();
              }
              try {
                result = call.call();
              } catch (Throwable t) {
                thrown = t;
              }
              interruptedAtEnd = Thread.currentThread().isInterrupted();
            },
            "caller");
    thread.setDaemon(true); // a thread that hangs fails its test, and must not keep the JVM alive
    thread.start();
  }

  public static <T> Caller<T> call(Callable<T> call) {
    return new Caller<>(call, false);
  }

  /** Makes the call on a thread whose interrupt flag is set already. */
  public static <T> Caller<T> callInterrupted(Callable<T> call) {
    return new Caller<>(call, true);
  }

  public Thread thread() {
    return thread;
  }

  /** Interrupts, and waits until the thread has noticed it and waits again in that class. */
  public void interruptIn(Class<?> where) {
    thread.interrupt();
    awaitWaitingIn(where);
  }

  /** Returns when the thread is parked, or in a monitor's wait, in a method of that class. */
  public void awaitWaitingIn(Class<?> where) {
    awaitWaitingIn(thread, where);
  }

  /**
   * Does the same for any thread. There is no other way to see this from outside, so this polls. A
   * thread whose interrupt flag is still set is about to wake up, so it does not count as waiting.
   */
  public static void awaitWaitingIn(Thread thread, Class<?> where) {
    awaitStateIn(thread, where, State.WAITING, State.TIMED_WAITING);
  }

  /** Returns when the thread waits to enter a monitor in a method of that class. */
  public static void awaitBlockedIn(Thread thread, Class<?> where) {
    awaitStateIn(thread, where, State.BLOCKED);
  }

  private static void awaitStateIn(Thread thread, Class<?> where, State... wanted) {
    long start = System.nanoTime();
    while (thread.isInterrupted()
        || !Arrays.asList(wanted).contains(thread.getState())
        || Arrays.stream(thread.getStackTrace())
            .noneMatch(frame -> frame.getClassName().equals(where.getName()))) {
      if (thread.getState() == State.TERMINATED
          || System.nanoTime() - start > TimeUnit.SECONDS.toNanos(Stage.DEADLINE_SECONDS)) {
        throw new AssertionError(
            thread + " does not wait in " + where + " but is " + thread.getState());
      }
      Thread.yield();
    }
  }

  /** Waits for the end of the call; returns its result or throws what it threw. */
  public T result() throws Throwable {
    join();
    if (thrown != null) {
      throw thrown;
    }
    return result;
  }

  /** Waits for the end of the call, which must throw this. */
  public <X extends Throwable> X thrown(Class<X> type) {
    join();
    if (!type.isInstance(thrown)) {
      throw new AssertionError("expected " + type + " but the result is " + result, thrown);
    }
    return type.cast(thrown);
  }

  /** Waits for the end of the call, and tells whether the thread's interrupt flag was set then. */
  public boolean interruptedAtEnd() {
    join();
    return interruptedAtEnd;
  }

  private void join() {
    join(thread);
  }

  /** Waits for the end of a thread. */
  public static void join(Thread thread) {
    try {
      thread.join(TimeUnit.SECONDS.toMillis(Stage.DEADLINE_SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted while waiting for the end of " + thread, e);
    }
    if (thread.isAlive()) {
      AssertionError hangs = new AssertionError(thread + " has not ended, it is at the cause");
      Throwable there = new Throwable("where it is: " + thread.getState());
      there.setStackTrace(thread.getStackTrace());
      throw (AssertionError) hangs.initCause(there);
    }
  }
}
