// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.compare;

import dev.sluice.bench.peer.Peer;
import dev.sluice.bench.peer.Peers;
import dev.sluice.bench.peer.Setup;
import dev.sluice.kernel.OwnedWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The process that measures what a handle costs while no thread flushes. */
final class Idle {

  /** After so many flushes the spinner expects that spinning pays. */
  private static final int FLUSHES = 10_000;

  private Idle() {}

  /**
   * Prints the processor time of the task's thread in nanoseconds. The argument is the time to
   * measure, in milliseconds.
   */
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
      usage.start(); // the last spins count too
      Thread.sleep(Long.parseLong(args[0])); // this is the time to measure
      usage.end();
      System.out.println(usage.cpuNanos());
    }
  }
}
