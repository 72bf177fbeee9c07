// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

//   OPEN(n) --enter G1--> OPEN(n + 1)          OPEN(n) --release G2--> OPEN(n - 1)
//   OPEN(n) --close G3--> CLOSING(n)           CLOSING(n) --release G2--> CLOSING(n - 1)
//   CLOSING(n) --enter G4--> refused           CLOSING(0) is closed: each close returns, G3 G5

/**
 * A gate that waits, when it is closed, for all who entered to leave, and lets nobody else in. A
 * flush task holds a {@link Guard} as long as it may call its writer: once {@link #close} has
 * returned, no task writes any more (L3).
 *
 * <p>All methods may be called by any thread. What a thread did before it released its guard
 * happens-before the return of {@code close}.
 *
 * <p>Source: {@code utils::sync::gate}.
 */
public final class Gate implements AutoCloseable {

  /** Guards all below and in {@link Guard}. Not this object, which a caller may have locked. */
  final Object lock = new Object();

  private int guards;
  private boolean closing;

  /** An open gate. */
  public Gate() {}

  /**
   * Enters the gate.
   *
   * @return a guard, which must be released
   * @throws IllegalStateException if {@link #close} was called before
   */
  public Guard enter() {
    synchronized (lock) {
      if (closing) {
        throw new IllegalStateException("must not enter: the gate is closing or closed"); // G4
      }
      guards++; // G1
      return new Guard(this);
    }
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
    synchronized (lock) {
      closing = true; // G3, G5
      while (guards > 0) {
        try {
          lock.wait();
        } catch (InterruptedException e) {
          interrupted = true; // wait() cleared the flag, so the next one sleeps
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The right to be inside the gate, until it is released. Any thread may release it. */
  public static final class Guard implements AutoCloseable {
    private final Gate gate;
    private boolean released;
    private boolean owned;

    private Guard(Gate gate) {
      this.gate = gate;
    }

    /**
     * For one flush task, while not released: else a task could write behind a closed gate (L3).
     */
    void own() {
      synchronized (gate.lock) {
        if (released || owned) {
          throw new IllegalStateException(
              released ? "the guard is released already" : "the guard is another flush task's");
        }
        owned = true;
      }
    }

    /** The caller's again: the task was not started (H2). */
    void disown() {
      synchronized (gate.lock) {
        owned = false;
      }
    }

    /** Leaves the gate. Again: no effect. */
    @Override
    public void close() {
      synchronized (gate.lock) {
        if (!released) { // G2
          released = true;
          gate.guards--;
          gate.lock.notifyAll();
        }
      }
    }
  }
}
