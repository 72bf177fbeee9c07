// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import java.util.Optional;

/**
 * A call was refused and has changed nothing. The type of the exception says the reason, so nobody
 * has to search messages or causes.
 */
@SuppressWarnings("serial") // never serialized on purpose
public abstract sealed class RefusedException extends IllegalStateException {

  private RefusedException(String message, Throwable first) {
    super(message, first);
  }

  /**
   * Returns the first error, which ended the object that was called. It is the cause of this.
   *
   * @return a {@link FlushTaskException}, or what a call died of; empty if the object ended well or
   *     has not ended
   */
  public Optional<Throwable> firstError() {
    return Optional.ofNullable(getCause());
  }

  /**
   * Tells whether the first error was a cancellation.
   *
   * @return true if the task ended because its token was cancelled
   */
  public boolean isCancel() {
    return getCause() instanceof FlushTaskException first && first.isCancel();
  }

  /** The object has ended: by an error, by a shutdown or a close, or because a call died. */
  public static final class Ended extends RefusedException {
    /**
     * Is public for code that builds on a handle.
     *
     * @param how how the object has ended, for the message
     * @param first the first error; null if there was none
     */
    public Ended(String how, Throwable first) {
      super("must not use after " + how, first);
    }
  }

  /** The object has not ended. What was asked for exists only after the end. */
  public static final class NotEnded extends RefusedException {
    NotEnded(String call) {
      super(call + ": the handle has not ended; shut it down or close it first", null);
    }
  }

  /** Another call is running. There is one owner at a time (E3 one owner). */
  public static final class InCall extends RefusedException {
    /**
     * Is public for code that builds on a handle.
     *
     * @param message what was called, and by whom
     */
    public InCall(String message) {
      super(message, null);
    }
  }
}
