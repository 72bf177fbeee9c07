// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

//   OPEN(n) --enter [G1]--> OPEN(n + 1)              OPEN(n) --release [G2]--> OPEN(n - 1)
//   OPEN(n) --close [G3]--> CLOSING(n)               CLOSING(n) --release [G2]--> CLOSING(n - 1)
//   CLOSING(n) --enter [G4]--> refused               CLOSING(0) is closed: each close returns [G3
// G5]

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

  // Guarded by this monitor, as is Guard.released. Nothing here is on the path of a flush.
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
  public synchronized Guard enter() {
    if (closing) {
      throw new IllegalStateException("must not enter: the gate is closing or closed"); // G4
    }
    guards++; // G1
    return new Guard(this);
  }

  /**
   * Lets nobody in from now on, and waits until each guard is released. Called again, or by a
   * second thread, it waits likewise. An interrupt is kept and does not end the wait.
   */
  @Override
  public synchronized void close() {
    closing = true; // G3, G5
    boolean interrupted = false;
    while (guards > 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true; // wait() cleared the flag, so the next one sleeps
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

    private Guard(Gate gate) {
      this.gate = gate;
    }

    /** Leaves the gate. Again: no effect. */
    @Override
    public void close() {
      synchronized (gate) {
        if (!released) { // G2
          released = true;
          gate.guards--;
          gate.notifyAll();
        }
      }
    }
  }
}
