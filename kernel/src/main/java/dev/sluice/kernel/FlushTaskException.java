// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import java.io.IOException;

/**
 * The flush task has ended before its work was done. Call {@link FlushHandle#reclaim} next: it
 * hands out each buffer that was not written. The type of the exception says the reason, so nobody
 * has to search messages or causes for a cancellation. It is an {@link IOException}, so that it
 * passes unchanged through channels and streams on top of the kernel.
 *
 * <p>Source: {@code FlushTaskError}, which has only {@code Cancelled}: the original aborts the
 * process on a fatal error.
 */
@SuppressWarnings("serial") // never serialized on purpose
public abstract sealed class FlushTaskException extends IOException {

  private FlushTaskException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Tells whether the task ended because its token was cancelled.
   *
   * @return true for {@link Cancelled}
   */
  public boolean isCancel() {
    return this instanceof Cancelled;
  }

  /**
   * Returns the same error with the stack of the calling thread, to be thrown once more.
   *
   * @return a new exception with this one's type, message and cause
   */
  public FlushTaskException inCaller() {
    return this instanceof Fatal fatal
        ? new Fatal(getMessage(), fatal.getCause())
        : isCancel() ? new Cancelled(getMessage(), getCause()) : new Died(getMessage(), getCause());
  }

  /**
   * The task saw before an attempt that its token was cancelled. The cause is the last I/O error of
   * the operation that was being retried, or null.
   */
  public static final class Cancelled extends FlushTaskException {
    Cancelled(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The writer failed, and {@link RetryPolicy} gave up. The cause is the I/O error. */
  public static final class Fatal extends FlushTaskException {
    Fatal(String message, IOException cause) {
      super(message, cause);
    }

    @Override
    public synchronized IOException getCause() {
      return (IOException) super.getCause();
    }
  }

  /** The writer or the policy threw what is unchecked, or an Error ended a call: see the cause. */
  public static final class Died extends FlushTaskException {
    Died(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
