// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io.soak;

import dev.sluice.io.FileChannelWriter;
import dev.sluice.kernel.Caller;
import dev.sluice.kernel.FlushListener;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.Remains;
import dev.sluice.kernel.RetryPolicy;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadFactory;

/**
 * One handle from spawn to its end. The file is compared with a model. The seed decides all that
 * owner and writer do, but not the schedule.
 */
abstract class Round {

  /** The factory of virtual threads from JDK 21 on, else null. */
  static final ThreadFactory VIRTUAL = virtualThreads();

  final long seed;
  final Random random;
  final Totals totals;
  final int capacity;
  final int alignment;
  final CancellationToken token = new CancellationToken();
  final Gate gate = new Gate();
  final FaultyWriter writer;
  final FlushOptions options;
  final List<ByteBuffer> buffers = new ArrayList<>();

  private final FileChannel reader;
  private final List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
  private final double cancelRate;
  private final boolean strict;

  /** Runs the round of a seed. */
  static void run(long seed, Path file, Totals totals) throws Exception {
    Random random = new Random(seed);
    Round round =
        random.nextInt(3) > 0
            ? new BufferedRound(seed, random, file, totals)
            : new HandleRound(seed, random, file, totals);
    try {
      round.run();
    } finally {
      round.close();
    }
    totals.rounds.increment();
  }

  Round(long seed, Random random, Path file, Totals totals) throws IOException {
    this.seed = seed;
    this.random = random;
    this.totals = totals;
    this.capacity = 64 << random.nextInt(8);
    this.alignment = Math.min(capacity, 1 << random.nextInt(10));
    this.strict = random.nextInt(4) == 0;
    this.cancelRate = random.nextInt(3) == 0 ? 0.005 : 0;
    double transientRate = new double[] {0, 0.02, 0.1, 0.4}[random.nextInt(4)];
    double endRate = random.nextInt(3) == 0 ? 0.01 : 0;
    FileChannelWriter writes =
        FileChannelWriter.open(
            file,
            strict ? alignment : 1,
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING);
    this.reader = FileChannel.open(file);
    this.writer = new FaultyWriter(writes, seed + 1, token, transientRate, endRate, totals);
    boolean virtual = random.nextBoolean() && VIRTUAL != null; // drawn on every JDK
    ThreadFactory factory = virtual ? VIRTUAL : task -> new Thread(task, "soak-task");
    totals.onVirtualThreads.add(virtual ? 1 : 0);
    boolean pauses = random.nextInt(4) == 0;
    this.options =
        FlushOptions.defaults()
            .withListener(new FlushListener() {})
            .withThreadFactory(
                task -> {
                  Thread thread = factory.newThread(task);
                  threads.add(thread);
                  return thread;
                })
            .withRetryPolicy(
                (error, attempt) ->
                    RetryPolicy.forEver()
                        .pauseAfter(error, attempt)
                        .map(pause -> pauses ? Duration.ofNanos(100_000) : Duration.ZERO));
  }

  /**
   * Does everything up to the end, and checks what must hold then. It handles exceptions of the
   * kernel.
   */
  abstract void run() throws Exception;

  /** Returns a new buffer of this round, whose place is checked in the end. */
  final ByteBuffer newBuffer() {
    ByteBuffer buffer =
        strict
            ? FileChannelWriter.alignedBuffer(capacity, alignment)
            : seed % 2 == 0 ? ByteBuffer.allocateDirect(capacity) : ByteBuffer.allocate(capacity);
    buffers.add(buffer);
    return buffer;
  }

  /** Perhaps cancels, by this thread now, or by another thread some time later. */
  final void maybeCancel() {
    if (random.nextDouble() < cancelRate) {
      totals.cancels.increment();
      if (random.nextBoolean()) {
        token.cancel();
      } else {
        Thread other = new Thread(token::cancel, "soak-cancel");
        threads.add(other);
        other.start();
      }
    }
  }

  /** Runs a call of the kernel, perhaps with the interrupt flag set, which it must keep. */
  final <T> T call(Call<T> call) throws FlushTaskException, IOException {
    totals.operations.increment();
    boolean interrupted = random.nextInt(16) == 0;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    try {
      return call.call();
    } finally {
      that(Thread.interrupted() == interrupted, "H16: the interrupt flag was changed");
    }
  }

  interface Call<T> {
    T call() throws IOException;
  }

  /** Returns bytes of the file as they are now. */
  final ByteBuffer read(long from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      that(reader.read(bytes, from + bytes.position()) > 0, "the file ends before " + from);
    }
    return bytes.flip();
  }

  final long fileSize() throws IOException {
    return reader.size();
  }

  /** Checks that the error has the type that was asked for. */
  final void checkError(FlushTaskException error) {
    if (error.isCancel()) {
      that(token.isCancelled(), "cancelled, and nobody did: " + error);
    } else {
      that(writer.fatal, "ended by an error that was to be retried: " + error);
    }
  }

  /** Checks B1: each buffer is in exactly one place. */
  final void checkBuffers(Remains<ByteBuffer, ?> remains, List<ByteBuffer> owners) {
    List<ByteBuffer> places = new ArrayList<>(owners);
    places.addAll(remains.clean());
    remains.unflushed().forEach(unflushed -> places.add(unflushed.buffer()));
    Set<ByteBuffer> wanted = Collections.newSetFromMap(new IdentityHashMap<>());
    wanted.addAll(buffers);
    for (ByteBuffer buffer : places) {
      that(wanted.remove(buffer), "B1: a buffer is in two places");
    }
    totals.lost.add(wanted.size());
    that(wanted.isEmpty(), "B1: lost buffers: " + wanted.size());
  }

  /** Checks B3 and B4: the first submissions were written, and the rest is handed out. */
  final void checkVerdict(List<Long> submitted, Remains<ByteBuffer, ?> remains) {
    List<Long> verdict = new ArrayList<>(writer.offsets);
    remains.unflushed().forEach(unflushed -> verdict.add(unflushed.offset()));
    totals.lost.add(Math.max(0, submitted.size() - verdict.size()));
    that(
        verdict.equals(submitted),
        "B3: " + writer.offsets.size() + " written, " + remains + ", submitted " + submitted);
    totals.buffersChecked.add(verdict.size());
  }

  final void that(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }

  private void close() throws IOException {
    // The gate does not wait here if all went well. If not, the task must end too.
    writer.ended = true;
    token.cancel();
    reader.close();
    gate.close();
    threads.forEach(Caller::join);
    writer.file.close();
    that(writer.breach == null, writer.breach);
  }

  private static ThreadFactory virtualThreads() {
    if (Runtime.version().feature() < 21) {
      return null;
    }
    try {
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      Class<?> type = Class.forName("java.lang.Thread$Builder");
      return (ThreadFactory) type.getMethod("factory").invoke(builder);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("JDK 21 and later have virtual threads", e);
    }
  }
}
