// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Objects;

/**
 * Which I/O errors end the task. All others are retried, no space left above all.
 *
 * <p>Source: {@code maybe_fatal_err}, which aborts the process on EIO, EROFS and EACCES.
 */
@FunctionalInterface
public interface ErrorPolicy {

  /**
   * Judges an error of the writer, on the task's thread. What it throws ends the task with {@link
   * FlushTaskException.Died}.
   *
   * @param error what the writer threw
   * @return true if it must not be retried
   */
  boolean isFatal(IOException error);

  /**
   * Takes for fatal: a closed channel, access denied, a read-only file system, and an I/O error
   * reported by the device. Java has no type for the last two, so these are known by the C
   * library's words for EACCES, EROFS and EIO, in English; where they are worded otherwise (a
   * translated C library, Windows) such an error is retried until the token is cancelled.
   *
   * @return that policy
   */
  static ErrorPolicy defaults() {
    List<String> words =
        List.of("Permission denied", "Read-only file system", "Input/output error");
    return error ->
        error instanceof ClosedChannelException
            || error instanceof AccessDeniedException
            || words.stream().anyMatch(reason(error)::contains);
  }

  /** Without the names of files, which could be worded like an error. */
  private static String reason(IOException error) {
    return String.valueOf(
        error instanceof FileSystemException e ? e.getReason() : error.getMessage());
  }

  /**
   * Halts the process on a fatal error, as the original does: no hook and no {@code finally} runs,
   * and nothing can act on a file whose state is unknown. Exit code 134, as after an abort.
   *
   * @param fatal says which errors are fatal
   * @return that policy
   */
  static ErrorPolicy halting(ErrorPolicy fatal) {
    Objects.requireNonNull(fatal, "fatal");
    return error -> {
      if (fatal.isFatal(error)) {
        try {
          System.getLogger(FlushTask.class.getName())
              .log(System.Logger.Level.ERROR, "fatal I/O error, halting the process", error);
        } finally {
          Runtime.getRuntime().halt(134);
        }
      }
      return false;
    };
  }
}
