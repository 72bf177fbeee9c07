// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.peer;

import java.util.concurrent.ArrayBlockingQueue;

/** The most obvious link: a queue of the JDK. */
final class ArrayBlockingQueueLink implements Link {

  private final ArrayBlockingQueue<Job> queue = new ArrayBlockingQueue<>(1);

  @Override
  public void put(Job job) throws InterruptedException {
    queue.put(job);
  }

  @Override
  public Job take() throws InterruptedException {
    return queue.take();
  }
}
