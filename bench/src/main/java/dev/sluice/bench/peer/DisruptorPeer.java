// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.peer;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.WaitStrategy;
import java.nio.ByteBuffer;

/**
 * A ring with one place, which holds the other buffer. To claim the place, the caller waits until
 * that buffer is written. The ring itself makes the caller wait, and sleeps for a nanosecond at a
 * time. The wait strategy is only for the writing thread.
 */
final class DisruptorPeer implements Peer {

  private final RingBuffer<Job> ring;
  private final BatchEventProcessor<Job> processor;
  private final Thread thread;

  DisruptorPeer(Setup setup, WaitStrategy strategy) {
    ring = RingBuffer.createSingleProducer(() -> new Job().fill(setup.spare(), 0), 1, strategy);
    processor =
        new BatchEventProcessorBuilder()
            .build(
                ring, ring.newBarrier(), (job, sequence, endOfBatch) -> job.write(setup.writer()));
    ring.addGatingSequences(processor.getSequence());
    thread = setup.threads().newThread(processor);
    thread.start();
  }

  @Override
  public ByteBuffer flush(ByteBuffer dirty, long offset) throws Exception {
    long sequence = ring.next();
    Job job = ring.get(sequence);
    ByteBuffer clean = job.buffer;
    try {
      job.check();
    } finally {
      job.fill(dirty, offset);
      ring.publish(sequence); // a claimed place must be published, else close waits for ever
    }
    return clean;
  }

  @Override
  public void close() throws Exception {
    while (processor.getSequence().get() < ring.getCursor()) {
      Thread.onSpinWait(); // halt would drop published buffers
    }
    processor.halt();
    thread.join();
    ring.get(Math.max(0, ring.getCursor())).check();
  }
}
