// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly.inside;

import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushListener;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.Remains;
import dev.sluice.kernel.ShutdownRequest;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** A flush handle over a file in memory, two buffers, and one call of it. */
final class HandleTrial extends AnomalyTrial {

  static final int SIZE = 8;

  /** A step with a handle. */
  interface Step {
    void on(HandleTrial trial) throws Exception;
  }

  /** A buffer that the kernel was given, and its offset and contents in the file. */
  record Submitted(ByteBuffer buffer, long offset, byte value) {

    boolean isIn(byte[] file) {
      boolean all = file.length >= offset + SIZE;
      for (int i = 0; all && i < SIZE; i++) {
        all = file[(int) offset + i] == value;
      }
      return all;
    }
  }

  private final Step prepare;
  private final Step call;
  private final Threads threads = new Threads();
  final Gate gate = new Gate();
  final CancellationToken token = new CancellationToken();
  final MemoryFile file = new MemoryFile();
  final List<ByteBuffer> buffers;

  /** The buffers that the caller has. */
  final List<ByteBuffer> mine = new ArrayList<>();

  /** The submissions that the kernel has accepted, in order. */
  final List<Submitted> accepted = new ArrayList<>();

  /** The submission to a call that an Error ended. */
  Submitted inDoubt;

  /** The Error that ended an earlier call, and the handle with it. */
  Error deadOf;

  /** The exception by which a call has said that the task has ended. */
  FlushTaskException said;

  /** The writer that a shutdown handed out. */
  MemoryFile writer;

  Remains<ByteBuffer, MemoryFile> remains;
  FlushHandle<ByteBuffer, MemoryFile> handle;

  private final boolean ofTheTask;

  HandleTrial(IntFunction<ByteBuffer> allocator, boolean ofTheTask, Step prepare, Step call) {
    this.ofTheTask = ofTheTask;
    this.buffers = List.of(allocator.apply(SIZE), allocator.apply(SIZE));
    this.prepare = prepare;
    this.call = call;
  }

  @Override
  Threads threads() {
    return threads;
  }

  @Override
  boolean isOfTheTask() {
    return ofTheTask;
  }

  @Override
  void prepare() throws Exception {
    prepare.on(this);
  }

  @Override
  void call() throws Exception {
    call.on(this);
  }

  @Override
  void judge(Throwable thrown) throws Exception {
    file.slowerThan = null;
    new HandleJudge(this, thrown).judge();
  }

  void spawn() {
    FlushOptions options = new FlushOptions(threads, this::pauseAfter, new FlushListener() {});
    mine.add(buffers.get(0));
    handle = FlushHandle.spawn(file, buffers.get(1), gate, token, options);
    spawned();
  }

  private Optional<Duration> pauseAfter(IOException error, int attempt) {
    return file.error == error ? Optional.empty() : Optional.of(Duration.ofNanos(1));
  }

  /** Fills a buffer of the caller's, and submits it. */
  void flush() throws FlushTaskException {
    int number = accepted.size();
    flush(new Submitted(mine.get(0), (long) number * SIZE, (byte) (number + 1)));
  }

  void flush(Submitted next) throws FlushTaskException {
    next.buffer.clear();
    for (int i = 0; i < SIZE; i++) {
      next.buffer.put(i, next.value);
    }
    inDoubt = next;
    mine.remove(next.buffer); // this needs no memory
    try {
      ByteBuffer clean = handle.flush(next.buffer, next.offset);
      accepted.add(next);
      mine.add(clean);
      inDoubt = null;
    } catch (FlushTaskException e) {
      said = e;
      accepted.add(next);
      inDoubt = null;
      throw e;
    } catch (RuntimeException e) {
      mine.add(next.buffer);
      inDoubt = null;
      throw e;
    }
  }

  void close() throws FlushTaskException {
    try {
      handle.close();
    } catch (FlushTaskException e) {
      said = e;
      throw e;
    }
  }

  void shutdown(ShutdownRequest request) throws FlushTaskException {
    try {
      writer = handle.shutdown(request);
    } catch (FlushTaskException e) {
      said = e;
      throw e;
    }
  }

  /** Fills a buffer, submits it, and waits until it was written. */
  void flushed() throws FlushTaskException {
    flush();
    awaitWritten(accepted.size());
  }

  void awaitWritten(int calls) {
    while (file.calls() < calls) {
      Thread.yield();
    }
    threads.awaitIdle();
  }

  /** Makes each write wait until the calling thread waits. */
  void slow() {
    file.slowerThan = Thread.currentThread();
  }

  void failing() {
    file.error = new IOException("the writer's");
  }

  void dying() {
    file.unchecked = new IllegalStateException("the writer's");
  }

  /** Ends the task by an error that no call has reported. */
  void failed() throws FlushTaskException, InterruptedException {
    failing();
    flush();
    threads.join();
  }
}
