// SPDX-License-Identifier: Apache-2.0
package dev.sluice.sync;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Spins for a little while before its side of a slot parks, because to park and to be woken costs a
 * hundred hand-offs. One for each side, touched by that side only.
 *
 * <p>The limit adapts. It doubles when a spin paid. It falls to an eighth when the wait was longer
 * than spinning ever lasts. After a park that the spins up to the most would have covered the limit
 * is the most, or two sides that both park would do so for ever.
 *
 * <p>A spin in vain ends with a yield, because the other side may be in the queue of this very
 * processor. While the yield pays, spins are in vain and the limit falls. The first yield that does
 * not pay is taken to say that the other side has a processor of its own now: this one spins on.
 *
 * <p>A virtual thread spins for a sixty-fourth at most, because to park costs it little and its
 * carrier has others to run. On a single processor nobody else could make progress meanwhile, so
 * there is no spinning. What each number is worth was measured: docs/adr/0001-spinning.md.
 */
final class Spinner {

  private static final int MOST = Runtime.getRuntime().availableProcessors() > 1 ? 1 << 12 : 0;
  private static final int MOST_OF_VIRTUAL = MOST >> 6;
  private static final long NANOS_OF_A_SPIN = 25; // Zen 4

  /** {@code Thread.isVirtual}, which JDK 17 does not have: there no thread is. */
  private static final MethodHandle IS_VIRTUAL = isVirtual();

  static {
    mostOfThisThread(); // links the place of the call, which allocates, before a call needs it
  }

  private int most = MOST_OF_VIRTUAL;
  private int limit = MOST_OF_VIRTUAL;
  private boolean yieldPaid = true; // or nothing is known yet: then spin on, too

  /** True if the word was seen to be something else than {@code unwanted}. */
  boolean spin(Slot<?> slot, Object unwanted) {
    while (MOST > 0) {
      for (int i = 0; i < limit; i++) {
        Thread.onSpinWait();
        if (slot.word() != unwanted) {
          if (limit < most) { // a store only if need be: the word may be in the same cache line
            limit = Math.min(most, limit * 2);
          }
          return true;
        }
      }
      Thread.yield();
      most = mostOfThisThread();
      if (slot.word() != unwanted) {
        yieldPaid = true;
        limit = lower();
        return true;
      }
      if (!yieldPaid) {
        break;
      }
      yieldPaid = false;
      limit = most / 8;
    }
    return false;
  }

  /** Parks while the word is {@code mine}, and learns from how long that took. */
  void park(Slot<?> slot, Object mine) {
    long start = System.nanoTime();
    slot.parkWhile(mine);
    long nanos = System.nanoTime() - start;
    limit = nanos < NANOS_OF_A_SPIN * (most - limit) ? most : lower();
  }

  private int lower() {
    return Math.max(most >> 8, Math.min(most, limit) / 8);
  }

  private static int mostOfThisThread() {
    try {
      return (boolean) IS_VIRTUAL.invokeExact(Thread.currentThread()) ? MOST_OF_VIRTUAL : MOST;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("Thread.isVirtual throws nothing checked", e);
    }
  }

  private static MethodHandle isVirtual() {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
    } catch (ReflectiveOperationException beforeVirtualThreads) {
      return MethodHandles.dropArguments(
          MethodHandles.constant(boolean.class, false), 0, Thread.class);
    }
  }
}
