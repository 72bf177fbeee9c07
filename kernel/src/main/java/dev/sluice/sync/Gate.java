// SPDX-License-Identifier: Apache-2.0
package dev.sluice.sync;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

//   OPEN(n) --G1 enter--> OPEN(n + 1)           OPEN(n) --G2 release--> OPEN(n - 1)
//   OPEN(n) --G3 close--> CLOSING(n)            CLOSING(n) --G2 release--> CLOSING(n - 1)
//   CLOSING(n) --G4 enter refused--> CLOSING(n) CLOSING(n) --G5 close again--> CLOSING(n)
//   CLOSING(0) is closed: each close returns.

/**
 * A gate that waits, when it is closed, for all who entered to leave, and lets nobody else in. A
 * flush task holds a {@link Guard} as long as it may call its writer: once {@link #close} has
 * returned, no task writes any more (L3 gate closes). A close that waits for longer than 100 ms
 * logs whom it waits for, at WARNING, and again after ten times as long, to the {@link
 * System.Logger} of {@code dev.sluice.sync.Gate}.
 *
 * <p>All methods may be called by any thread. What a thread did before it released its guard
 * happens-before the return of {@code close}.
 *
 * <p>Source: {@code utils::sync::gate}.
 */
public final class Gate implements AutoCloseable {

  /** Guards all below and in {@link Guard}. Not this object, which a caller may have locked. */
  final Object lock = new Object();

  /** The guards that are out, linked: to leave needs no memory. */
  private Guard first;

  private boolean closing;

  /** An open gate. */
  public Gate() {}

  /**
   * Enters the gate, in the name of the calling thread.
   *
   * @return a guard, which must be released
   * @throws GateClosedException if {@link #close} was called before
   */
  public Guard enter() {
    Guard guard = guard(Thread.currentThread());
    guard.enter();
    return guard;
  }

  /**
   * A guard that is not inside yet: {@link Guard#enter} is for when all else is in place. A gate
   * that is closed already refuses here, before something is started.
   *
   * @param holder its {@code toString} is what a close that waits says, on the thread that closes
   * @return the guard, which must be released if it enters
   * @throws GateClosedException if {@link #close} was called before
   */
  public Guard guard(Object holder) {
    synchronized (lock) {
      if (closing) {
        throw new GateClosedException(); // G4 enter refused
      }
    }
    return new Guard(this, holder);
  }

  /**
   * Lets nobody in from now on, and waits until each guard is released. Called again, or by a
   * second thread, it waits likewise. An interrupt is kept and does not end the wait.
   *
   * <p>A flush task leaves when its handle is shut down or closed, or when it ends by an error. To
   * cancel its token is not enough: a task with nothing to do does not look at it.
   */
  @Override
  public void close() {
    boolean interrupted = false;
    long start = System.nanoTime();
    try {
      for (long next = 100; ; next *= 10) {
        synchronized (lock) {
          closing = true; // G3 close, G5 close again
          while (first != null && System.nanoTime() - start < next * 1_000_000) {
            try {
              lock.wait(next);
            } catch (InterruptedException e) {
              interrupted = true; // wait() cleared the flag, so the next one sleeps
            }
          }
          if (first == null) {
            return;
          }
        }
        warn(next);
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Outside of the monitor: to say a name, or to log, may take as long as it likes. */
  private void warn(long millis) {
    try {
      List<Object> holders = new ArrayList<>();
      synchronized (lock) {
        for (Guard guard = first; guard != null; guard = guard.next) {
          holders.add(guard.holder);
        }
      }
      String line = "to close a gate takes more than " + millis + " ms: it waits for " + holders;
      System.getLogger(Gate.class.getName()).log(Level.WARNING, line.replaceAll("\\R", " "));
    } catch (Throwable t) { // of a name, of the logger, for want of memory: close goes on
      Thread thread = Thread.currentThread();
      try {
        thread.getUncaughtExceptionHandler().uncaughtException(thread, t);
      } catch (Throwable handlerFailed) {
        // As the JVM does with what a handler throws: there is nobody left to tell.
      }
    }
  }

  /** The right to be inside the gate, until it is released. Any thread may release it. */
  public static final class Guard implements AutoCloseable {
    private final Gate gate;
    private final Object holder;
    private Guard previous;
    private Guard next;
    private boolean inside;
    private boolean released;

    Guard(Gate gate, Object holder) {
      this.gate = gate;
      this.holder = holder;
    }

    /**
     * Enters the gate. Of a guard that was released already: no effect.
     *
     * @throws GateClosedException if the gate is closing or closed
     */
    public void enter() {
      synchronized (gate.lock) {
        if (gate.closing) {
          throw new GateClosedException(); // G4 enter refused
        }
        if (!released) { // a task may die before its spawn is done
          next = gate.first;
          if (next != null) {
            next.previous = this;
          }
          gate.first = this; // G1 enter
          inside = true;
        }
      }
    }

    /** Leaves the gate. Again: no effect. */
    @Override
    public void close() {
      synchronized (gate.lock) {
        released = true;
        if (inside) { // G2 release
          gate.lock
              .notifyAll(); // first, as nothing can fail after it; who wakes awaits the monitor
          inside = false;
          if (previous == null) {
            gate.first = next;
          } else {
            previous.next = next;
          }
          if (next != null) {
            next.previous = previous;
          }
        }
      }
    }
  }
}
