// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.compare;

import dev.sluice.bench.peer.Peer;
import dev.sluice.bench.peer.Peers;
import dev.sluice.bench.peer.Setup;
import dev.sluice.kernel.OwnedWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The process that measures what a handle costs while nobody flushes. */
final class Idle {

  private static final int FLUSHES = 10_000; // enough to make it think that spinning pays

  private Idle() {}

  /** Argument: milliseconds. Prints the processor time of the task's thread in nanoseconds. */
  public static void main(String[] args) throws Exception {
    List<Thread> threads = new ArrayList<>();
    OwnedWriter<ByteBuffer> writer =
        new OwnedWriter<>() {
          @Override
          public void writeAllAt(ByteBuffer buffer, long offset) {}

          @Override
          public void setLength(long length) {}
        };
    Setup setup =
        new Setup(
            writer,
            ByteBuffer.allocate(0),
            task -> {
              Thread thread = new Thread(task, "idle");
              threads.add(thread);
              return thread;
            },
            null);
    try (Peer peer = Peers.SLUICE.open(setup)) {
      ByteBuffer mine = ByteBuffer.allocate(0);
      for (int i = 0; i < FLUSHES; i++) {
        mine = peer.flush(mine, 0);
      }
      Usage usage = new Usage(threads);
      usage.start(); // its last spins are counted in
      Thread.sleep(Long.parseLong(args[0])); // the time that is measured; nothing waits for it
      usage.end();
      System.out.println(usage.cpuNanos());
    }
  }
}
