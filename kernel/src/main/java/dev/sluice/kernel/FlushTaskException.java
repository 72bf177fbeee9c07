// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import java.io.IOException;

/**
 * The flush task has ended before its work was done. The handle is of no further use but for {@link
 * FlushHandle#reclaim}, which hands out each buffer that was not written. The reason is the type:
 * nobody has to search messages or causes for a cancellation. An {@link IOException}, so that it
 * passes unchanged through channels and streams on top of the kernel.
 *
 * <p>Source: {@code FlushTaskError}, which knows {@code Cancelled} alone: the original aborts the
 * process on a fatal error.
 */
@SuppressWarnings("serial") // never serialized on purpose
public abstract sealed class FlushTaskException extends IOException {

  private FlushTaskException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Whether the task ended because its token was cancelled.
   *
   * @return true for {@link Cancelled}
   */
  public boolean isCancel() {
    return this instanceof Cancelled;
  }

  /**
   * The same with the stack of the calling thread, to be thrown once more.
   *
   * @return a new exception with this one's type, message and cause
   */
  public FlushTaskException inCaller() {
    return this instanceof Fatal fatal
        ? new Fatal(getMessage(), fatal.getCause())
        : isCancel() ? new Cancelled(getMessage(), getCause()) : new Died(getMessage(), getCause());
  }

  /**
   * The token was cancelled, which the task saw before an attempt. The cause is the last I/O error
   * of what was being retried, or null.
   */
  public static final class Cancelled extends FlushTaskException {
    Cancelled(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The writer failed with an error after which {@link RetryPolicy} gave up: the cause. */
  public static final class Fatal extends FlushTaskException {
    Fatal(String message, IOException cause) {
      super(message, cause);
    }

    @Override
    public synchronized IOException getCause() {
      return (IOException) super.getCause();
    }
  }

  /** The writer or the policy threw something unchecked, or an Error ended a call: the cause. */
  public static final class Died extends FlushTaskException {
    Died(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
