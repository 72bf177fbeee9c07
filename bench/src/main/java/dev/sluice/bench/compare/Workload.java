// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.compare;

import dev.sluice.bench.peer.NoWriter;
import dev.sluice.bench.peer.Peer;
import dev.sluice.bench.peer.Peers;
import dev.sluice.bench.peer.Setup;
import dev.sluice.io.FileChannelWriter;
import dev.sluice.kernel.OwnedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;

/** The job that is measured: fill a buffer, flush it, go on with the buffer that is returned. */
final class Workload implements AutoCloseable {

  /**
   * The size of a file. It is written again from its start, so that it neither grows nor fills the
   * memory.
   */
  private static final long FILE_BYTES = 64L << 20;

  private final Peers peers;
  private final ThreadKind kind;
  private final Path file;
  private final FileChannelWriter channel;
  private final Producer producer = new Producer();

  /**
   * Makes a job for one contender.
   *
   * @param file the file to write; null if the writer does nothing
   */
  Workload(Peers peers, ThreadKind kind, Path file) throws IOException {
    this.peers = peers;
    this.kind = kind;
    this.file = file;
    this.channel =
        file == null
            ? null
            : FileChannelWriter.wrap(
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    if (channel != null) { // overwriting takes a steady time, growing does not
      for (long at = 0; at < FILE_BYTES; at += 1 << 20) {
        channel.writeAllAt(ByteBuffer.allocateDirect(1 << 20), at);
      }
    }
  }

  /**
   * Measures for a time, on threads of the given kind. Each call has new threads, because some
   * contenders keep a processor busy as long as they exist.
   */
  Sample measure(int size, int passes, long nanos) throws Exception {
    ThreadFactory factory = kind.factory();
    List<Thread> threads = new ArrayList<>();
    FutureTask<Sample> task = new FutureTask<>(() -> measureHere(size, passes, nanos, threads));
    Thread thread = factory.newThread(task);
    threads.add(thread);
    thread.start();
    return task.get();
  }

  private Sample measureHere(int size, int passes, long nanos, List<Thread> threads)
      throws Exception {
    OwnedWriter<ByteBuffer> writer = channel == null ? new NoWriter() : channel;
    ByteBuffer mine = ByteBuffer.allocateDirect(size);
    ByteBuffer spare = ByteBuffer.allocateDirect(size);
    ThreadFactory factory = kind.factory();
    ThreadFactory recording =
        task -> {
          Thread thread = factory.newThread(task);
          threads.add(thread);
          return thread;
        };
    try (Peer peer = peers.open(new Setup(writer, spare, recording, file))) {
      Run run = new Run(peer, size, passes, mine);
      run.until(System.nanoTime() + nanos / 5);
      run.flushes = 0;
      Usage usage = new Usage(threads);
      usage.start();
      long start = System.nanoTime();
      run.until(start + nanos);
      long took = System.nanoTime() - start;
      usage.end();
      return new Sample(run.flushes, took, usage.cpuNanos(), usage.allocated());
    }
  }

  private final class Run {
    private final Peer peer;
    private final int size;
    private final int passes;

    /**
     * How many flushes between two looks at the clock. A look costs about as much as a fast flush.
     */
    private final int batch;

    private ByteBuffer mine;
    private long offset;
    private long flushes;

    Run(Peer peer, int size, int passes, ByteBuffer mine) {
      this.peer = peer;
      this.size = size;
      this.passes = passes;
      this.batch = size == 0 ? 200 : Math.max(1, (64 << 10) / size);
      this.mine = mine;
    }

    void until(long deadline) throws Exception {
      do {
        for (int i = 0; i < batch; i++) {
          producer.fill(mine, passes);
          mine = peer.flush(mine, offset);
          offset = offset + 2L * size <= FILE_BYTES ? offset + size : 0;
        }
        flushes += batch;
      } while (System.nanoTime() - deadline < 0);
    }
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
