// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A flush task with all that a test needs: two small buffers, a recording writer and listener, a
 * control, a gate, a token, and retries without a pause. To close a rig ends the task's thread too.
 * A task that cannot be stopped fails the test.
 */
public final class Rig implements AutoCloseable {

  /** How many bytes each buffer has. */
  public static final int SIZE = 8;

  /** A policy that gives up where the default does, and does not pause. */
  public static final RetryPolicy AT_ONCE =
      (error, attempt) ->
          RetryPolicy.forEver().pauseAfter(error, attempt).map(pause -> Duration.ZERO);

  public final RecordingWriter writer = new RecordingWriter();
  public final RecordingListener listener = new RecordingListener();
  public final FlushControl control = new FlushControl(listener);
  public final CancellationToken token = new CancellationToken();
  public final Gate gate = new Gate();

  /** The caller's buffer at first. */
  public final ByteBuffer mine = buffer(0x11);

  /** The kernel's buffer at first. */
  public final ByteBuffer spare = buffer(0x22);

  public final FlushHandle<ByteBuffer, RecordingWriter> handle;
  private final List<Thread> threads = new ArrayList<>();

  public Rig() {
    this(options -> options);
  }

  /**
   * Makes a rig with changed options. By default they are {@link #AT_ONCE}, and the control as
   * listener.
   */
  public Rig(UnaryOperator<FlushOptions> change) {
    FlushOptions options =
        change.apply(FlushOptions.defaults().withRetryPolicy(AT_ONCE).withListener(control));
    this.handle =
        FlushHandle.spawn(
            writer,
            spare,
            gate,
            token,
            options.withThreadFactory(
                task -> {
                  Thread thread = options.threadFactory().newThread(task);
                  threads.add(thread);
                  return thread;
                }));
  }

  /** Returns a buffer full of one value. */
  public static ByteBuffer buffer(int value) {
    return fill(ByteBuffer.allocate(SIZE), value);
  }

  /** Fills a whole buffer with one value. */
  public static ByteBuffer fill(ByteBuffer buffer, int value) {
    buffer.clear();
    while (buffer.hasRemaining()) {
      buffer.put((byte) value);
    }
    return buffer.flip();
  }

  /** Returns the task's thread. */
  public Thread thread() {
    return threads.get(0);
  }

  /**
   * Waits until the task has released its guard. After that the task takes no request any more, and
   * its outcome follows at once.
   */
  public void awaitExit() {
    Caller<Void> closing =
        Caller.call(
            () -> {
              gate.close();
              return null;
            });
    Caller.join(closing.thread());
  }

  /** Checks B1: each of the two buffers is in exactly one of these places. */
  public void assertConserved(Remains<ByteBuffer, ?> remains, ByteBuffer... callers) {
    List<ByteBuffer> places = new ArrayList<>(List.of(callers));
    places.addAll(remains.clean());
    remains.unflushed().forEach(unflushed -> places.add(unflushed.buffer()));
    Set<ByteBuffer> different = Collections.newSetFromMap(new IdentityHashMap<>());
    different.addAll(places);
    if (places.size() != 2 || !different.contains(mine) || !different.contains(spare)) {
      throw new AssertionError(
          "B1: " + places.size() + " places, " + different.size() + " buffers: " + remains);
    }
  }

  /** Ends the task if it still runs, and waits for the end of its thread. */
  @Override
  public void close() {
    token.cancel();
    writer.releaseAll();
    control.releaseAll();
    handle.detach();
    threads.forEach(Caller::join);
  }
}
