// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import java.io.IOException;

/**
 * The flush task has ended before its work was done. The handle is of no further use but for {@link
 * FlushHandle#reclaim}, which hands out each buffer that was not written.
 *
 * <p>The reason is the type: nobody has to search messages or causes for a cancellation. It is an
 * {@link IOException} so that it passes unchanged through channels and streams on top of the
 * kernel.
 *
 * <p>Source: {@code FlushTaskError}, which knows {@code Cancelled} alone: the original aborts the
 * process on a fatal error.
 */
public abstract sealed class FlushTaskException extends IOException {

  private static final long serialVersionUID = 1L;

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

  /** The same for the thread that calls the handle, so that its stack is in the trace. */
  abstract FlushTaskException inCaller();

  /** The token was cancelled, which the task saw before an attempt. */
  public static final class Cancelled extends FlushTaskException {
    private static final long serialVersionUID = 1L;

    Cancelled(String message, Throwable cause) {
      super(message, cause);
    }

    @Override
    Cancelled inCaller() {
      return new Cancelled(getMessage(), getCause());
    }
  }

  /** The writer failed with an error that {@link ErrorPolicy} calls fatal. */
  public static final class Fatal extends FlushTaskException {
    private static final long serialVersionUID = 1L;

    Fatal(String message, IOException cause) {
      super(message, cause);
    }

    /** The I/O error of the writer. */
    @Override
    public synchronized IOException getCause() {
      return (IOException) super.getCause();
    }

    @Override
    Fatal inCaller() {
      return new Fatal(getMessage(), getCause());
    }
  }

  /** The writer or a policy threw something that is no I/O error: the cause. */
  public static final class Died extends FlushTaskException {
    private static final long serialVersionUID = 1L;

    Died(String message, Throwable cause) {
      super(message, cause);
    }

    @Override
    Died inCaller() {
      return new Died(getMessage(), getCause());
    }
  }
}
