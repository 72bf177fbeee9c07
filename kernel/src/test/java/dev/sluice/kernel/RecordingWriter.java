// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import dev.sluice.kernel.FlushListener.Operation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A file in memory that keeps each attempt, and fails as it is told to. Each attempt takes the next
 * of the given steps, if there is one. After the last step every attempt ends well.
 *
 * <p>It also checks in every test that there is one call at a time (B4), and that nobody interrupts
 * the thread (C3). A breach throws {@link AssertionError}, and the task dies of it.
 */
public final class RecordingWriter implements OwnedWriter<ByteBuffer> {

  /**
   * One call of the writer.
   *
   * @param operation which operation
   * @param position the offset or the length
   * @param buffer the buffer itself, null for setLength
   * @param contents what the buffer held when the call began, as bytes; null for setLength
   * @param thrown what the call threw; null if it ended well
   */
  public record Attempt(
      Operation operation, long position, ByteBuffer buffer, byte[] contents, Throwable thrown) {

    public boolean endedWell() {
      return thrown == null;
    }
  }

  private interface Step {
    void take() throws Throwable;
  }

  private final Queue<Step> steps = new ConcurrentLinkedQueue<>();
  private final Queue<Hold> holds = new ConcurrentLinkedQueue<>();
  private final AtomicInteger inCall = new AtomicInteger();
  private final List<Attempt> attempts = new ArrayList<>(); // guarded by this
  private byte[] file = new byte[0]; // guarded by this

  /** Makes the next attempts fail with these errors, one each. */
  public RecordingWriter failNext(IOException... errors) {
    for (IOException error : errors) {
      throwNext(error);
    }
    return this;
  }

  /** Makes the next attempt throw this, which may be anything. */
  public RecordingWriter throwNext(Throwable thrown) {
    steps.add(
        () -> {
          throw thrown;
        });
    return this;
  }

  /** Makes the next attempt end well. */
  public RecordingWriter passNext() {
    steps.add(() -> {});
    return this;
  }

  /** Holds the next attempt before it writes anything. */
  public Hold holdNext() {
    Hold hold = new Hold();
    holds.add(hold);
    steps.add(hold);
    return hold;
  }

  /** Releases every attempt that is or would be held, at the end of a test that failed. */
  public void releaseAll() {
    holds.forEach(Hold::release);
  }

  /** An attempt that waits to be told how to end. */
  public static final class Hold implements Step {
    private final Stage reached = new Stage("an attempt is held in the writer");
    private final Stage released = new Stage("the attempt is released");
    private volatile Throwable thrown;

    private Hold() {}

    /** Waits until the task is in the attempt. */
    public Hold awaitHeld() {
      reached.await();
      return this;
    }

    /** Lets the attempt write and end well. */
    public void release() {
      released.reach();
    }

    /** Makes the attempt throw this. */
    public void releaseThrowing(Throwable thrown) {
      this.thrown = thrown;
      released.reach();
    }

    @Override
    public void take() throws Throwable {
      reached.reach();
      released.await();
      if (thrown != null) {
        throw thrown;
      }
    }
  }

  /** Returns every attempt that has ended, in order. */
  public synchronized List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  /** Returns the contents of the file. */
  public synchronized byte[] file() {
    return file.clone();
  }

  @Override
  public void writeAllAt(ByteBuffer buffer, long offset) throws IOException {
    byte[] contents = contents(buffer);
    call(Operation.FLUSH, offset, buffer, contents);
  }

  @Override
  public void setLength(long length) throws IOException {
    call(Operation.SET_LENGTH, length, null, null);
  }

  @Override
  public void check(ByteBuffer buffer, long offset) {
    if (buffer.isReadOnly()) {
      throw new IllegalArgumentException("read-only buffer at offset " + offset);
    }
  }

  /** Returns the bytes from position to limit, and leaves the buffer unchanged. */
  public static byte[] contents(ByteBuffer buffer) {
    byte[] contents = new byte[buffer.remaining()];
    buffer.get(buffer.position(), contents);
    return contents;
  }

  private void call(Operation operation, long position, ByteBuffer buffer, byte[] contents)
      throws IOException {
    if (inCall.getAndIncrement() != 0) {
      throw new AssertionError("B4: two calls of the writer at once");
    }
    Throwable thrown = null;
    try {
      if (Thread.currentThread().isInterrupted()) {
        throw new AssertionError("C3: the task's thread was interrupted");
      }
      Step step = steps.poll();
      if (step != null) {
        step.take();
      }
      if (operation == Operation.FLUSH && !Arrays.equals(contents, contents(buffer))) {
        throw new AssertionError("B5: the buffer changed while it was being written");
      }
      apply(operation, position, contents);
    } catch (Throwable t) {
      thrown = t;
      throw RecordingWriter.<IOException>sneaky(t);
    } finally {
      synchronized (this) {
        attempts.add(new Attempt(operation, position, buffer, contents, thrown));
      }
      inCall.getAndDecrement();
    }
  }

  private synchronized void apply(Operation operation, long position, byte[] contents) {
    if (operation == Operation.SET_LENGTH) {
      file = Arrays.copyOf(file, Math.toIntExact(position));
    } else {
      int end = Math.toIntExact(position + contents.length);
      file = Arrays.copyOf(file, Math.max(file.length, end));
      System.arraycopy(contents, 0, file, Math.toIntExact(position), contents.length);
    }
  }

  /**
   * Throws a checked exception that the signature does not name, as a writer in another language
   * may.
   */
  @SuppressWarnings("unchecked")
  private static <X extends Throwable> X sneaky(Throwable t) throws X {
    throw (X) t;
  }
}
