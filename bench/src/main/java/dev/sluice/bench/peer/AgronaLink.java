// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.peer;

import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;

/**
 * Spins, yields, then sleeps for longer and longer, with Agrona's defaults. It does not wait for a
 * wake-up, so an idle link goes on polling.
 */
final class AgronaLink implements Link {

  private final OneToOneConcurrentArrayQueue<Job> queue = new OneToOneConcurrentArrayQueue<>(2);
  private final IdleStrategy putIdle = newIdle();
  private final IdleStrategy takeIdle = newIdle();

  private static IdleStrategy newIdle() {
    return new BackoffIdleStrategy(
        BackoffIdleStrategy.DEFAULT_MAX_SPINS,
        BackoffIdleStrategy.DEFAULT_MAX_YIELDS,
        BackoffIdleStrategy.DEFAULT_MIN_PARK_PERIOD_NS,
        TimeUnit.MILLISECONDS.toNanos(1));
  }

  @Override
  public void put(Job job) {
    putIdle.reset();
    while (!queue.offer(job)) {
      putIdle.idle();
    }
  }

  @Override
  public Job take() {
    takeIdle.reset();
    for (; ; ) {
      Job job = queue.poll();
      if (job != null) {
        return job;
      }
      takeIdle.idle();
    }
  }
}
