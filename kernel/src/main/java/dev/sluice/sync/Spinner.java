// SPDX-License-Identifier: Apache-2.0
package dev.sluice.sync;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Spins for a short time before its side of a slot parks. To park and to be woken takes as long as
 * a hundred hand-offs. Each side has a spinner of its own, which no other thread touches.
 *
 * <p>The limit of a spin adapts. It doubles when a spin succeeds. It falls to an eighth when the
 * wait was longer than any spin. If the longest spin would have been enough instead of a park, the
 * limit becomes the most. Else two sides that both park would do so for ever.
 *
 * <p>A spin that fails ends with a yield, because the other side may be in the queue of this very
 * processor. As long as the yield succeeds, spins are useless, and the limit falls. The first yield
 * that fails is taken as a sign that the other side now has a processor of its own: this side spins
 * on.
 *
 * <p>A virtual thread spins for a sixty-fourth of the most, because a park costs it little and its
 * carrier has other threads to run. On a single processor there is no spinning, because no other
 * thread could make progress meanwhile. The effect of each number was measured:
 * docs/adr/0001-spinning.md.
 */
final class Spinner {

  private static final int MOST = Runtime.getRuntime().availableProcessors() > 1 ? 1 << 12 : 0;
  private static final int MOST_OF_VIRTUAL = MOST >> 6;
  private static final long NANOS_OF_A_SPIN = 25; // on a Zen 4

  /** {@code Thread.isVirtual}. JDK 17 does not have it: there no thread is virtual. */
  private static final MethodHandle IS_VIRTUAL = isVirtual();

  static {
    mostOfThisThread(); // links the call site, which allocates, before a slot needs it
  }

  private int most = MOST_OF_VIRTUAL;
  private int limit = MOST_OF_VIRTUAL;
  private boolean yieldPaid = true; // or nothing is known yet: then it spins on, too

  /** Returns true if the word was seen to be something else than {@code unwanted}. */
  boolean spin(Slot<?> slot, Object unwanted) {
    while (MOST > 0) {
      for (int i = 0; i < limit; i++) {
        Thread.onSpinWait();
        if (slot.word() != unwanted) {
          if (limit < most) { // stores only if it must: the word may be in the same cache line
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

  /** Parks while the word is {@code mine}, and adapts the limit to how long that took. */
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
