// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A chain of futures: each write comes after the previous one, for which the caller waits. */
final class CompletableFuturePeer implements Peer {

  private final Setup setup;
  private final ExecutorService executor;
  private ByteBuffer held;
  private CompletableFuture<Void> chain = CompletableFuture.completedFuture(null);

  CompletableFuturePeer(Setup setup) {
    this.setup = setup;
    this.held = setup.spare();
    executor = Executors.newSingleThreadExecutor(setup.threads());
  }

  @Override
  public ByteBuffer flush(ByteBuffer dirty, long offset) throws Exception {
    CompletableFuture<Void> before = chain;
    chain = before.thenRunAsync(() -> write(dirty, offset), executor);
    before.get();
    ByteBuffer clean = held;
    held = dirty;
    return clean;
  }

  private void write(ByteBuffer buffer, long offset) {
    try {
      setup.writer().writeAllAt(buffer, offset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws Exception {
    try {
      chain.get();
    } finally {
      executor.shutdown();
      executor.awaitTermination(1, TimeUnit.DAYS);
    }
  }
}
