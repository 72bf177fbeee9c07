// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.peer;

import org.jctools.queues.SpscArrayQueue;

/**
 * The limit. This link only spins, and so keeps a processor busy for ever. With fewer than two free
 * processors it is the slowest of all.
 */
final class SpscArrayQueueLink implements Link {

  private final SpscArrayQueue<Job> queue = new SpscArrayQueue<>(2);

  @Override
  public void put(Job job) {
    while (!queue.offer(job)) {
      Thread.onSpinWait();
    }
  }

  @Override
  public Job take() {
    for (; ; ) {
      Job job = queue.poll();
      if (job != null) {
        return job;
      }
      Thread.onSpinWait();
    }
  }
}
