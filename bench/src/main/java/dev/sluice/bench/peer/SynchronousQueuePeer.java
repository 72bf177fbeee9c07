// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.peer;

import java.nio.ByteBuffer;
import java.util.concurrent.SynchronousQueue;

/**
 * Two rendezvous. There is no place where a written buffer could wait, so the caller takes the
 * clean buffer first. If it sent first, each side would wait for the other.
 */
final class SynchronousQueuePeer implements Peer {

  private final SynchronousQueue<Job> requests = new SynchronousQueue<>();
  private final SynchronousQueue<Job> recycled = new SynchronousQueue<>();
  private final Thread thread;
  private Job free = new Job();

  SynchronousQueuePeer(Setup setup) {
    thread = setup.threads().newThread(() -> drain(setup));
    thread.start();
  }

  private void drain(Setup setup) {
    try {
      Job job = new Job().fill(setup.spare(), 0);
      do {
        recycled.put(job);
        job = requests.take();
        if (job.buffer != null) {
          job.write(setup.writer());
        }
      } while (job.buffer != null);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    }
  }

  @Override
  public ByteBuffer flush(ByteBuffer dirty, long offset) throws Exception {
    Job clean = recycled.take();
    // This happens also after an error of clean, else close would wait for ever.
    requests.put(free.fill(dirty, offset));
    free = clean.check();
    return clean.buffer;
  }

  @Override
  public void close() throws Exception {
    Job last = recycled.take();
    requests.put(new Job());
    thread.join();
    last.check();
  }
}
