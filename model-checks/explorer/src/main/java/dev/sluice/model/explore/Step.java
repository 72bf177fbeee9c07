// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.util.Arrays;

/**
 * What one thread did between two decisions of the search: one access to something shared, and what
 * follows it that cannot be told apart from it.
 */
final class Step {

  /** No place. */
  static final long NOTHING = -1;

  /** Or, from {@link Tree#THREADS} on, what a thread wrote. */
  final int thread;

  final Footprint footprint = new Footprint();

  /**
   * What had to be so for this step to be possible: a free monitor, a permit, a notification, the
   * end of a thread. At most two, for a waiting thread that has to be notified and find the monitor
   * free.
   */
  long needs = NOTHING;

  long needsToo = NOTHING;

  /**
   * That all which the thread wrote is seen, if this is a fence; that it was written, if a store.
   */
  long needsStore = NOTHING;

  /**
   * Whether this step had two reasons to be possible, of which one would have been enough. Then it
   * needs neither, and without the one it may still have to wait for the other.
   */
  boolean either;

  /** What this step made so and was not so before. */
  private long[] made = new long[2];

  private int size;

  /** Bits: the threads that this step started. */
  int started;

  Step(int thread) {
    this.thread = thread;
  }

  private long entered = NOTHING;

  void made(long where) {
    if (size == made.length) {
      made = Arrays.copyOf(made, 2 * size);
    }
    made[size++] = where;
  }

  /**
   * Whether the order of the two can matter, if neither made the other possible. That of a thread
   * and its own writes does not: it sees them at once.
   */
  boolean dependsOn(Step other) {
    return !isOfOwner(other.thread) && footprint.dependsOn(other.footprint);
  }

  /** Whether this and what another actor does is done by one thread, or by its writes. */
  boolean isOfOwner(int actor) {
    return thread % Tree.THREADS == actor % Tree.THREADS;
  }

  /** Enters a monitor, which needs it free. */
  void entered(long monitor) {
    needs = monitor;
    entered = monitor;
    footprint.add(monitor, true);
  }

  /** Leaves a monitor; one that it entered itself was free before, so nothing becomes possible. */
  void left(long monitor) {
    footprint.add(monitor, true);
    if (monitor != entered) {
      made(monitor);
    }
  }

  /**
   * Whether this step made a place such that the other became possible: {@link #NOTHING} if not. A
   * monitor that was set free comes last, as it is the weakest reason.
   */
  long enabled(Step later) {
    long by = NOTHING;
    for (int i = 0; i < size; i++) {
      if (made[i] == later.needs || made[i] == later.needsToo || made[i] == later.needsStore) {
        if (Where.kind(made[i]) != Where.Kind.MONITOR) {
          return made[i];
        }
        by = made[i];
      }
    }
    return by;
  }
}
