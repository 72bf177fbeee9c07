// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.peer;

import java.util.concurrent.LinkedTransferQueue;

/**
 * An unbounded queue, but no more than two jobs exist. It spins before it parks, and allocates a
 * node for each job.
 */
final class LinkedTransferQueueLink implements Link {

  private final LinkedTransferQueue<Job> queue = new LinkedTransferQueue<>();

  @Override
  public void put(Job job) {
    queue.put(job);
  }

  @Override
  public Job take() throws InterruptedException {
    return queue.take();
  }
}
