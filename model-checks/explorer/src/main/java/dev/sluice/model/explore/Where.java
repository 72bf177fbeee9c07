// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

/**
 * A place that threads share, as one number: what kind of place, which object or thread, which
 * field or cell.
 */
final class Where {

  /** Kinds of places. */
  enum Kind {
    FIELD,
    CELL,
    /** A monitor: whether it is free. */
    MONITOR,
    /** Whether a thread that waits on a monitor was notified. */
    NOTIFICATION,
    /** Whether a thread may go through {@code park}. */
    PERMIT,
    /** A thread's interrupt flag. */
    INTERRUPT,
    /** Whether a thread has ended. */
    END,
    /** Whether a thread wrote what others do not see yet. */
    STORED,
    /** Whether others see all that a thread wrote. */
    SEEN
  }

  private static final Kind[] KINDS = Kind.values();
  private static final int BITS = 28;

  private Where() {}

  /** A field or a cell of an object. */
  static long of(Kind kind, int object, int part) {
    return (long) kind.ordinal() << 2 * BITS | (long) object << BITS | part;
  }

  /** What is one for each object or thread. */
  static long of(Kind kind, int object) {
    return of(kind, object, 0);
  }

  static Kind kind(long where) {
    return KINDS[(int) (where >>> 2 * BITS)];
  }

  static int object(long where) {
    return (int) (where >>> BITS) & (1 << BITS) - 1;
  }

  static int part(long where) {
    return (int) where & (1 << BITS) - 1;
  }
}
