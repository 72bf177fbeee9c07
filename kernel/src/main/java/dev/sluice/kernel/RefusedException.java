// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import java.util.Optional;

/**
 * A call was refused and has changed nothing. The reason is the type: nobody has to search messages
 * or causes.
 */
@SuppressWarnings("serial") // never serialized on purpose
public abstract sealed class RefusedException extends IllegalStateException {

  private RefusedException(String message, Throwable first) {
    super(message, first);
  }

  /**
   * The first error, which ended what was called: the cause.
   *
   * @return a {@link FlushTaskException}, or what a call died of; empty if it ended well or not yet
   */
  public Optional<Throwable> firstError() {
    return Optional.ofNullable(getCause());
  }

  /**
   * Whether the first error was a cancellation.
   *
   * @return true if the task ended because its token was cancelled
   */
  public boolean isCancel() {
    return getCause() instanceof FlushTaskException first && first.isCancel();
  }

  /** It has ended: by an error, by a shutdown or a close, or because a call died. */
  public static final class Ended extends RefusedException {
    /**
     * For whoever builds on a handle.
     *
     * @param how what it has ended by, for the message
     * @param first the first error; null if there was none
     */
    public Ended(String how, Throwable first) {
      super("must not use after " + how, first);
    }
  }

  /** It has not ended: what is asked for is to be had after the end. */
  public static final class NotEnded extends RefusedException {
    NotEnded(String call) {
      super(call + ": the handle has not ended; shut it down or close it first", null);
    }
  }

  /** Another call is running: there is one owner at a time (E3 one owner). */
  public static final class InCall extends RefusedException {
    /**
     * For whoever builds on a handle.
     *
     * @param message what was called, and by whom
     */
    public InCall(String message) {
      super(message, null);
    }
  }
}
