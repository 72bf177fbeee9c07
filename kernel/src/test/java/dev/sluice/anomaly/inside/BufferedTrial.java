// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly.inside;

import dev.sluice.io.BufferedFlushWriter;
import dev.sluice.io.ShutdownMode;
import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushListener;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.Remains;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * A buffered writer over a file in memory, and one call of it. The bytes that are written are the
 * beginning of an endless sequence. So a byte shows where it belongs.
 */
final class BufferedTrial extends AnomalyTrial {

  static final int CAPACITY = 16;
  static final int ALIGNMENT = 4;

  /** A step with a writer. */
  interface Step {
    void on(BufferedTrial trial) throws Exception;
  }

  private final Step prepare;
  private final Step call;
  private final IntFunction<ByteBuffer> allocator;
  private final Threads threads = new Threads();
  final Gate gate = new Gate();
  final CancellationToken token = new CancellationToken();
  final MemoryFile file = new MemoryFile();

  /** All buffers. */
  final List<ByteBuffer> buffers = new ArrayList<>();

  /** The buffer of the caller, for an exchange. */
  ByteBuffer mine;

  /** The caller's buffer while a call has it, and after an Error has ended that call. */
  ByteBuffer exchanged;

  /** How many bytes are accepted. */
  long accepted;

  /**
   * How many more bytes may be accepted, because an Error ended the call that was to accept them.
   */
  int inDoubt;

  /** How many bytes at the end a shutdown was told to drop. */
  int toDrop;

  /** How many zeroes at the end a shutdown was told to add. */
  int toPad;

  /** The Error that ended an earlier call, and the writer with it. */
  Error deadOf;

  /** The exception by which a close has said what is missing. */
  IOException saidByClose;

  /** The writer that a shutdown handed out. */
  MemoryFile finished;

  Remains<ByteBuffer, MemoryFile> remains;
  BufferedFlushWriter<MemoryFile> writer;

  BufferedTrial(IntFunction<ByteBuffer> allocator, Step prepare, Step call) {
    this.allocator = allocator;
    this.prepare = prepare;
    this.call = call;
    mine = newBuffer();
  }

  private ByteBuffer newBuffer() {
    ByteBuffer buffer = allocator.apply(CAPACITY);
    buffers.add(buffer);
    return buffer;
  }

  /** Returns the byte at an offset. It is never zero, because a hole is read as zeroes. */
  static byte at(long offset) {
    return (byte) (1 + offset % 251);
  }

  @Override
  Threads threads() {
    return threads;
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
    new BufferedJudge(this, thrown).judge();
  }

  private FlushOptions options() {
    return new FlushOptions(threads, (error, attempt) -> Optional.empty(), new FlushListener() {});
  }

  /** Spawns a handle and ends it, so that in a new world only this layer is new. */
  void handleAlone() throws IOException {
    FlushHandle.spawn(file, allocator.apply(CAPACITY), gate, token, options()).close();
  }

  void spawn() {
    writer = BufferedFlushWriter.spawn(file, 0, ALIGNMENT, this::newBuffer, gate, token, options());
    spawned();
  }

  /** Writes this many bytes. The position says how many were accepted, whatever happens. */
  void write(int length) throws IOException {
    ByteBuffer source = ByteBuffer.allocate(length);
    for (int i = 0; i < length; i++) {
      source.put(i, at(accepted + i));
    }
    try {
      writer.write(source);
    } finally {
      accepted += source.position();
    }
  }

  /** Writes this many bytes through a stream, which does not say how many it has accepted. */
  void stream(int length) throws IOException {
    OutputStream stream = writer.asOutputStream();
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = at(accepted + i);
    }
    inDoubt = length;
    stream.write(bytes);
    inDoubt = 0;
    accepted += length;
  }

  /** Makes the calls that any thread may make. */
  void offsets() {
    long settled = writer.settledOffset();
    if (!writer.isOpen()
        || settled > writer.submittedOffset()
        || writer.bytesSubmitted() != writer.submittedOffset()) {
      throw new IllegalStateException("settled to " + settled);
    }
  }

  void exchange() throws IOException {
    mine.clear();
    for (int i = 0; i < CAPACITY; i++) {
      mine.put(i, at(accepted + i));
    }
    exchanged = mine;
    mine = null;
    inDoubt = CAPACITY;
    mine = writer.exchange(exchanged);
    inDoubt = 0;
    exchanged = null;
    accepted += CAPACITY;
  }

  void shutdown(ShutdownMode mode) throws IOException {
    int tail = (int) (accepted % CAPACITY);
    toDrop = mode instanceof ShutdownMode.DropTail ? tail : 0;
    toPad = mode instanceof ShutdownMode.ZeroPad pad ? Math.floorMod(-tail, pad.multiple()) : 0;
    finished = writer.shutdown(mode).writer();
  }

  void close() throws IOException {
    close(writer);
  }

  void close(Closeable closed) throws IOException {
    try {
      closed.close();
    } catch (IOException e) {
      saidByClose = e;
      throw e;
    }
  }

  /** Makes each write of the task wait until the calling thread waits. */
  void slow() {
    file.slowerThan = Thread.currentThread();
  }

  void failing() {
    file.error = new IOException("the file's");
  }

  /** Fills a buffer, and waits until it was written. */
  void written() throws IOException {
    write(CAPACITY);
    while (file.calls() == 0) {
      Thread.yield();
    }
    threads.awaitIdle();
  }

  /** Ends the task by an error that no call has reported. */
  void failed() throws IOException, InterruptedException {
    failing();
    write(CAPACITY);
    threads.join();
  }
}
