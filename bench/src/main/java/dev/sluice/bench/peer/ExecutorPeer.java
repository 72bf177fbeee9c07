// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.peer;

import java.nio.ByteBuffer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A single-thread executor: submit this buffer, then wait for the previous one. */
final class ExecutorPeer implements Peer {

  private final Setup setup;
  private final ExecutorService executor;
  private ByteBuffer held;
  private Future<?> pending;

  ExecutorPeer(Setup setup) {
    this.setup = setup;
    this.held = setup.spare();
    executor = Executors.newSingleThreadExecutor(setup.threads());
  }

  @Override
  public ByteBuffer flush(ByteBuffer dirty, long offset) throws Exception {
    Future<?> submitted =
        executor.submit(
            () -> {
              setup.writer().writeAllAt(dirty, offset);
              return null;
            });
    Future<?> before = pending;
    pending = submitted;
    if (before != null) {
      before.get();
    }
    ByteBuffer clean = held;
    held = dirty;
    return clean;
  }

  @Override
  public void close() throws Exception {
    try {
      if (pending != null) {
        pending.get();
      }
    } finally {
      executor.shutdown();
      executor.awaitTermination(1, TimeUnit.DAYS);
    }
  }
}
