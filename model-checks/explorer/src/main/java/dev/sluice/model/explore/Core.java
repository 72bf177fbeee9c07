// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.util.Arrays;
import org.jetbrains.lincheck.descriptors.MethodDescriptor;

/**
 * What of a class is one step, for scenarios too large to explore each of its accesses: from the
 * call of one of its methods, or from where it came back out of {@code park}, to the next {@code
 * park}, {@code unpark} or return.
 *
 * <p>That nothing is left out by it has to be shown elsewhere. For the kernel's slot: its
 * specification takes each of these as the one atomic change that it contains and refines the
 * one-place channel, and the scenarios of the slot by itself are explored access by access.
 */
class Core {

  private Core() {}

  /** Nothing is: each access is a step. */
  static Core real() {
    return new Core();
  }

  /**
   * The methods of the class that a scenario names are.
   *
   * @throws IllegalArgumentException if it names none
   */
  static Core atomic(Scenario scenario) {
    if (scenario.core().isEmpty()) {
      throw new IllegalArgumentException(
          scenario.name() + " names no class that can be one step: see Scenario.withCore");
    }
    return new Atomic(scenario.core());
  }

  void clear() {}

  /** Whether a thread's next access belongs to the step under way. */
  boolean goesOn(int thread) {
    return false;
  }

  /** Whether a thread is in one of the methods. */
  boolean isInside(int thread) {
    return false;
  }

  /** A thread calls a method. */
  void called(int thread, MethodDescriptor method) {}

  /** A thread leaves a method. */
  void left(int thread, MethodDescriptor method) {}

  /** A thread is about to park, or to unpark another. */
  void parks(int thread) {}

  private static final class Atomic extends Core {
    private final String className;
    private final int[] calls = new int[Tree.THREADS];
    private final boolean[] begun = new boolean[Tree.THREADS];

    Atomic(String className) {
      this.className = className;
    }

    @Override
    void clear() {
      Arrays.fill(calls, 0);
      Arrays.fill(begun, false);
    }

    @Override
    boolean goesOn(int thread) {
      boolean goesOn = begun[thread];
      begun[thread] = calls[thread] > 0;
      return goesOn;
    }

    @Override
    boolean isInside(int thread) {
      return calls[thread] > 0;
    }

    @Override
    void called(int thread, MethodDescriptor method) {
      if (isInside(method)) {
        calls[thread]++;
      }
    }

    @Override
    void left(int thread, MethodDescriptor method) {
      if (isInside(method) && --calls[thread] == 0) {
        begun[thread] = false;
      }
    }

    @Override
    void parks(int thread) {
      begun[thread] = false;
    }

    private boolean isInside(MethodDescriptor method) {
      return method.getClassName().equals(className);
    }
  }
}
