// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A point that one thread reaches and others wait for. A wait has a deadline. A thread that misses
 * it fails, and says which point it was.
 */
public final class Stage {

  /**
   * The deadline, which is far longer than any wait of a test that passes. It does not decide the
   * order.
   */
  public static final long DEADLINE_SECONDS = Long.getLong("sluice.deadline", 30);

  private final String name;
  private final CountDownLatch reached = new CountDownLatch(1);

  public Stage(String name) {
    this.name = name;
  }

  public void reach() {
    reached.countDown();
  }

  /**
   * Waits for the point. Throws {@link AssertionError} if no thread reaches it, or if this thread
   * is interrupted.
   */
  public void await() {
    try {
      if (!reached.await(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("not reached in time: " + name);
      }
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted while waiting for: " + name, e);
    }
  }
}
