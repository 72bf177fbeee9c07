// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.peer;

import java.util.concurrent.LinkedTransferQueue;

/** Unbounded, but no more than two jobs exist. Spins before it parks; allocates a node for each. */
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
