// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Is told what the task does, on the task's thread, so be quick, and take no lock that a caller of
 * the handle may hold. What a listener throws goes to the thread's uncaught exception handler and
 * does not hurt the task.
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
   * An attempt starts (T1 flush received, T3 set-length received, T7 pause over, T8 pause cut
   * short).
   *
   * @param writer the task's; ask it for its name alone
   * @param operation what
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
   * @param pause how long, unless the token is cancelled
   */
  default void pause(
      OwnedWriter<?> writer,
      Operation operation,
      long position,
      int attempt,
      IOException error,
      Duration pause) {}

  /**
   * An attempt ended well (T5 written, T15 length set); a retry succeeded if it is not the first
   * (T9 retry succeeded).
   *
   * @param writer as above
   * @param operation as above
   * @param position as above
   * @param attempt as above
   */
  default void flushed(OwnedWriter<?> writer, Operation operation, long position, int attempt) {}

  /**
   * The task exits (T16 exit). The guard is released and the outcome published after this returns.
   *
   * @param writer as above
   * @param error why; empty if all work was done
   */
  default void exit(OwnedWriter<?> writer, Optional<FlushTaskException> error) {}

  /**
   * Logs to the {@link System.Logger} of {@code dev.sluice.kernel.FlushTask}, in one line that
   * names the writer: at WARNING the failed attempts 1, 2, 4, 8 and so on of one operation, each
   * with its pause, and that a retry succeeded; at ERROR an exit by an error, with the stack; at
   * DEBUG a cancellation, which is no error. A thread of its own logs, so a logger that writes
   * through the very handle keeps nobody waiting.
   *
   * @return that listener
   */
  static FlushListener logging() {
    return new LoggingListener(Log.LOGGER, false);
  }

  /**
   * Logs likewise, but when a task exits with {@link FlushTaskException.Fatal} it halts the
   * process, as the original does: no hook and no {@code finally} runs, and nothing can act on a
   * file whose state is unknown. The task itself logs that. Exit code 134, as after an abort.
   *
   * @return that listener
   */
  static FlushListener halting() {
    return new LoggingListener(Log.LOGGER, true);
  }
}
