// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Holds one flush before its first attempt, releases it, and waits until it is done. It is the
 * kernel's listener, and passes everything on to another listener.
 *
 * <p>The task is held after it looked at the token and before it calls the writer.
 *
 * <p>Source: {@code FlushControl}.
 */
public final class FlushControl implements FlushListener {

  private final FlushListener next;
  private final AtomicReference<FlushNotStarted> armed = new AtomicReference<>();

  /** The flush that is held or was released last; only the task's thread writes it. */
  private volatile FlushNotStarted inProgress;

  public FlushControl(FlushListener next) {
    this.next = Objects.requireNonNull(next, "next");
  }

  /** Holds the next flush whose first attempt starts. */
  public FlushNotStarted holdNext() {
    FlushNotStarted control = new FlushNotStarted();
    if (!armed.compareAndSet(null, control)) {
      throw new IllegalStateException("a flush is to be held already");
    }
    return control;
  }

  /** Releases the flush that is or would be held, at the end of a test that failed. */
  public void releaseAll() {
    armed.set(null);
    FlushNotStarted held = inProgress;
    if (held != null) {
      held.release();
    }
  }

  /** A flush that is held, or will be held. */
  public static final class FlushNotStarted {
    private final Stage held = new Stage("a flush is held before its first attempt");
    private final Stage released = new Stage("the flush is released");
    private final Stage ended = new Stage("the flush is done");
    private volatile boolean done;

    private FlushNotStarted() {}

    /** Waits until the task holds the flush. */
    public FlushNotStarted awaitHeld() {
      held.await();
      return this;
    }

    /** Releases the flush. */
    public FlushInProgress release() {
      released.reach();
      return new FlushInProgress(this);
    }
  }

  /** A flush that was released. */
  public static final class FlushInProgress {
    private final FlushNotStarted flush;

    private FlushInProgress(FlushNotStarted flush) {
      this.flush = flush;
    }

    /** Waits until its write has ended well; fails if the task exits instead. */
    public FlushDone awaitDone() {
      flush.ended.await();
      if (!flush.done) {
        throw new AssertionError("the task has exited, and the flush is not done");
      }
      return new FlushDone();
    }
  }

  /** A flush that is on its way back to the handle. */
  public record FlushDone() {}

  @Override
  public void attempt(OwnedWriter<?> writer, Operation operation, long position, int attempt) {
    next.attempt(writer, operation, position, attempt);
    if (operation == Operation.FLUSH && attempt == 1) {
      inProgress = armed.getAndSet(null);
      if (inProgress != null) {
        inProgress.held.reach();
        inProgress.released.await();
      }
    }
  }

  @Override
  public void pause(
      OwnedWriter<?> writer,
      Operation operation,
      long position,
      int attempt,
      IOException error,
      Duration pause) {
    next.pause(writer, operation, position, attempt, error, pause);
  }

  @Override
  public void flushed(OwnedWriter<?> writer, Operation operation, long position, int attempt) {
    next.flushed(writer, operation, position, attempt);
    if (inProgress != null) {
      inProgress.done = true;
      inProgress.ended.reach();
      inProgress = null;
    }
  }

  @Override
  public void exit(OwnedWriter<?> writer, Optional<FlushTaskException> error) {
    next.exit(writer, error);
    if (inProgress != null) {
      inProgress.ended.reach();
    }
  }
}
