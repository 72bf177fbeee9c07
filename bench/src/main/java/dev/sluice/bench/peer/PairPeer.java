// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.peer;

import java.nio.ByteBuffer;
import java.util.function.Supplier;

/** Two links crossed: jobs go one way, and come back written the other. */
final class PairPeer implements Peer {

  private final Link requests;
  private final Link recycled;
  private final Thread thread;
  private Job free = new Job();

  PairPeer(Setup setup, Supplier<Link> link) throws InterruptedException {
    requests = link.get();
    recycled = link.get();
    recycled.put(new Job().fill(setup.spare(), 0));
    thread = setup.threads().newThread(() -> drain(setup));
    thread.start();
  }

  private void drain(Setup setup) {
    try {
      for (Job job = requests.take(); job.buffer != null; job = requests.take()) {
        job.write(setup.writer());
        recycled.put(job);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    }
  }

  @Override
  public ByteBuffer flush(ByteBuffer dirty, long offset) throws Exception {
    requests.put(free.fill(dirty, offset));
    free = recycled.take().check();
    return free.buffer;
  }

  @Override
  public void close() throws Exception {
    Job last = recycled.take();
    requests.put(new Job());
    thread.join();
    last.check();
  }
}
