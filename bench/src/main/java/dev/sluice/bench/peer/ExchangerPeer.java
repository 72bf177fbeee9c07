// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.peer;

import java.nio.ByteBuffer;
import java.util.concurrent.Exchanger;

/**
 * One exchange of a dirty buffer for a clean one. The documentation of Exchanger says that it is
 * made for this.
 */
final class ExchangerPeer implements Peer {

  private final Exchanger<Job> exchanger = new Exchanger<>();
  private final Thread thread;
  private Job free = new Job();

  ExchangerPeer(Setup setup) {
    thread = setup.threads().newThread(() -> drain(setup));
    thread.start();
  }

  private void drain(Setup setup) {
    try {
      Job job = exchanger.exchange(new Job().fill(setup.spare(), 0));
      while (job.buffer != null) {
        job.write(setup.writer());
        job = exchanger.exchange(job);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    }
  }

  @Override
  public ByteBuffer flush(ByteBuffer dirty, long offset) throws Exception {
    free = exchanger.exchange(free.fill(dirty, offset)).check();
    return free.buffer;
  }

  @Override
  public void close() throws Exception {
    Job last = exchanger.exchange(new Job());
    thread.join();
    last.check();
  }
}
