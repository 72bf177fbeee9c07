// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * A listener is told what the task does, on the task's thread. So it must be quick, and must not
 * take a lock that a caller of the handle may hold. What it throws goes to the thread's uncaught
 * exception handler and does not hurt the task.
 */
public interface FlushListener {

  /** The operation that is attempted. */
  enum Operation {
    /** {@link OwnedWriter#writeAllAt}. */
    FLUSH,
    /** {@link OwnedWriter#setLength}. */
    SET_LENGTH
  }

  /**
   * An attempt starts (T1 flush received, T3 set-length received, T7 pause over, T8 pause cut
   * short).
   *
   * @param writer the task's writer; call only its {@code toString}
   * @param operation what is attempted
   * @param position the offset of the flush, or the length to set, in bytes
   * @param attempt from 1
   */
  default void attempt(OwnedWriter<?> writer, Operation operation, long position, int attempt) {}

  /**
   * An attempt failed, and a pause follows (T6 attempt failed).
   *
   * @param writer as above
   * @param operation as above
   * @param position as above
   * @param attempt as above
   * @param error why it failed
   * @param pause how long the pause lasts, unless the token is cancelled
   */
  default void pause(
      OwnedWriter<?> writer,
      Operation operation,
      long position,
      int attempt,
      IOException error,
      Duration pause) {}

  /**
   * An attempt ended well (T5 written, T15 length set). If it is not the first, a retry succeeded
   * (T9 retry succeeded).
   *
   * @param writer as above
   * @param operation as above
   * @param position as above
   * @param attempt as above
   */
  default void flushed(OwnedWriter<?> writer, Operation operation, long position, int attempt) {}

  /**
   * The task exits (T16 exit). After this returns, the guard is released and the outcome published.
   *
   * @param writer as above
   * @param error why it exits; empty if all work was done
   */
  default void exit(OwnedWriter<?> writer, Optional<FlushTaskException> error) {}

  /**
   * Returns a listener that logs to the {@link System.Logger} of {@code
   * dev.sluice.kernel.FlushTask}. Each line names the writer. At WARNING stand the failed attempts
   * 1, 2, 4, 8 and so on of one operation, each with its pause, and a retry that succeeded. At
   * ERROR stands an exit by an error, with the stack. At DEBUG stands a cancellation, which is not
   * an error. A thread of its own logs, so a logger that writes through the very handle blocks
   * nobody.
   *
   * @return that listener
   */
  static FlushListener logging() {
    return new LoggingListener(Log.LOGGER, false);
  }

  /**
   * Returns a listener that logs likewise. When a task exits with {@link FlushTaskException.Fatal},
   * it also halts the process, as the original does: no hook and no {@code finally} runs, and
   * nothing can act on a file whose state is unknown. The task waits until that line is logged, at
   * most a second. The exit code is 134, as after an abort.
   *
   * @return that listener
   */
  static FlushListener halting() {
    return new LoggingListener(Log.LOGGER, true);
  }
}
