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
 * A gate that lets guards in until it is closed. Its {@link #close} waits until every guard is
 * released. A flush task holds a {@link Guard} as long as it may call its writer. So no task writes
 * any more when {@code close} has returned (L3 gate closes). A close that waits for longer than 100
 * ms logs the holders of the guards that it waits for. It logs at WARNING, and again after ten
 * times as long, to the {@link System.Logger} of {@code dev.sluice.sync.Gate}.
 *
 * <p>Any thread may call any method. What a thread did before it released its guard happens-before
 * the return of {@code close}.
 *
 * <p>Source: {@code utils::sync::gate}.
 */
public final class Gate implements AutoCloseable {

  /** Guards all fields below and in {@link Guard}. A caller may have locked the gate itself. */
  final Object lock = new Object();

  /** The guards that are inside, as a linked list: a guard needs no memory to leave. */
  private Guard first;

  private boolean closing;

  /** Creates an open gate. */
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
   * Creates a guard that is not inside yet. Call {@link Guard#enter} when all else is in place. A
   * gate that is closed already refuses here, before anything is started.
   *
   * @param holder who has the guard; a close that waits logs its {@code toString}, which it calls
   *     on the thread that closes
   * @return the guard; if it enters, it must be released
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
   * Lets no guard in from now on, and waits until each guard is released. A second call waits
   * likewise, on any thread. An interrupt does not end the wait; its flag is set again on return.
   *
   * <p>A flush task leaves when its handle is shut down or closed, or when the task ends by an
   * error. It is not enough to cancel its token: a task with nothing to do does not look at it.
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
              interrupted = true; // wait() cleared the flag, so the next wait() sleeps
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

  /** Logs outside of the monitor: a name, or a logger, may take as long as it likes. */
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
    } catch (Throwable t) { // a name or the logger failed, or there is no memory: close goes on
      Thread thread = Thread.currentThread();
      try {
        thread.getUncaughtExceptionHandler().uncaughtException(thread, t);
      } catch (Throwable handlerFailed) {
        // The JVM ignores what a handler throws, and so does this: nobody is left to be told.
      }
    }
  }

  /** The right to be inside the gate, until the guard is released. Any thread may release it. */
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
     * Enters the gate. A guard that was released already does not enter.
     *
     * @throws GateClosedException if the gate is closing or closed
     */
    public void enter() {
      synchronized (gate.lock) {
        if (gate.closing) {
          throw new GateClosedException(); // G4 enter refused
        }
        if (!released) { // a task may die, and release this, before its spawn is done
          next = gate.first;
          if (next != null) {
            next.previous = this;
          }
          gate.first = this; // G1 enter
          inside = true;
        }
      }
    }

    /** Leaves the gate. A second call has no effect. */
    @Override
    public void close() {
      synchronized (gate.lock) {
        released = true;
        if (inside) { // G2 release
          // This is first, as nothing after it can fail. A woken thread waits for the monitor.
          gate.lock.notifyAll();
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
