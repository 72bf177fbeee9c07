// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.peer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The JDK's way to overlap writes to files: a future for each write, by a pool of one thread. */
final class AsynchronousFileChannelPeer implements Peer {

  private final ExecutorService executor;
  private final AsynchronousFileChannel channel;
  private ByteBuffer held;
  private long heldOffset;
  private Future<Integer> pending;

  AsynchronousFileChannelPeer(Setup setup) throws IOException {
    held = setup.spare();
    executor = Executors.newSingleThreadExecutor(setup.threads());
    channel =
        AsynchronousFileChannel.open(
            setup.file(), Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE), executor);
  }

  @Override
  public ByteBuffer flush(ByteBuffer dirty, long offset) throws Exception {
    dirty.mark();
    Future<Integer> submitted = channel.write(dirty, offset);
    finish();
    ByteBuffer clean = held;
    pending = submitted;
    held = dirty;
    heldOffset = offset;
    return clean;
  }

  /** Waits for the previous write, and completes it if it was partial. */
  private void finish() throws InterruptedException, ExecutionException {
    if (pending != null) {
      Future<Integer> before = pending;
      pending = null;
      long at = heldOffset + before.get();
      while (held.hasRemaining()) {
        at += channel.write(held, at).get();
      }
      held.reset(); // the other peers leave a buffer as they found it
    }
  }

  @Override
  public void close() throws Exception {
    try {
      finish();
    } finally {
      channel.close();
      executor.shutdown();
      executor.awaitTermination(1, TimeUnit.DAYS);
    }
  }
}
