// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench;

import java.io.IOException;

/** Says that a copy ended before all was written, and how far it came. */
final class CopyFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean cancelled;
  private final long written;
  private final long notWritten;

  /**
   * Makes an exception.
   *
   * @param message what could not be done
   * @param error the reason
   * @param cancelled whether the reason is that the token was cancelled
   * @param written how many bytes from the start of the destination are written
   * @param notWritten how many bytes after these were read and are not known to be written
   */
  CopyFailedException(
      String message, IOException error, boolean cancelled, long written, long notWritten) {
    super(message, error);
    this.cancelled = cancelled;
    this.written = written;
    this.notWritten = notWritten;
  }

  boolean isCancelled() {
    return cancelled;
  }

  long written() {
    return written;
  }

  long notWritten() {
    return notWritten;
  }
}
