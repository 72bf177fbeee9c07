// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import java.io.IOException;
import java.util.Optional;

/**
 * Is told what the task does, on the task's thread, so be quick. What a listener throws goes to the
 * thread's uncaught exception handler and does not hurt the task. A position is the offset of a
 * flush, or the length to set, in bytes.
 */
public interface FlushListener {

  /** What is attempted. */
  enum Operation {
    /** {@link OwnedWriter#writeAllAt}. */
    FLUSH,
    /** {@link OwnedWriter#setLength}. */
    SET_LENGTH
  }

  /**
   * The first attempt starts (T1, T3).
   *
   * @param operation what
   * @param position where
   */
  default void attempt(Operation operation, long position) {}

  /**
   * A later attempt starts (T7, T8).
   *
   * @param operation what
   * @param position where
   * @param attempt its number, from 2
   */
  default void retry(Operation operation, long position, int attempt) {}

  /**
   * An attempt failed, and a pause follows (T6).
   *
   * @param operation what
   * @param position where
   * @param attempt its number, from 1
   * @param error why it failed
   */
  default void pause(Operation operation, long position, int attempt, IOException error) {}

  /**
   * An attempt ended well (T5, T15).
   *
   * @param operation what
   * @param position where
   * @param attempt its number; a retry succeeded if it is more than 1 (T9)
   */
  default void flushed(Operation operation, long position, int attempt) {}

  /**
   * The task exits (T16). The guard is released and the outcome published after this returns.
   *
   * @param error why; empty if all work was done
   */
  default void exit(Optional<FlushTaskException> error) {}

  /**
   * Logs to the {@link System.Logger} of {@code dev.sluice.kernel.FlushTask}: errors that are
   * retried, retries and their success at WARNING; an exit by an error at ERROR with the stack; a
   * cancellation, which is no error, at DEBUG.
   *
   * @return that listener
   */
  static FlushListener logging() {
    return new LoggingListener(System.getLogger(FlushTask.class.getName()));
  }
}
