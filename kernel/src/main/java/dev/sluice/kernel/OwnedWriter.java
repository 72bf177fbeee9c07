// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import java.io.IOException;

/**
 * The sink that a flush task owns from {@link FlushHandle#spawn} until {@link FlushHandle#shutdown}
 * or {@link FlushHandle#reclaim} hands it back.
 *
 * <p>The task calls {@link #writeAllAt} and {@link #setLength} from its thread, one call at a time,
 * and never after its end was published (E2 silence). {@link RetryPolicy} judges an {@link
 * IOException}. An unchecked exception ends the task with {@link FlushTaskException.Died}. Messages
 * and log lines name the writer by its {@code toString}, which any thread may call. Source: {@code
 * OwnedAsyncWriter}.
 *
 * @param <B> the buffer
 */
public interface OwnedWriter<B> {

  /**
   * Writes the whole buffer at an offset. After an {@link IOException} the kernel may call again
   * with the same buffer and offset. So leave the buffer as it was found, whatever happens.
   *
   * @param buffer the writer's until this returns; it must not be kept
   * @param offset in bytes
   * @throws IOException if not all of it was written
   */
  void writeAllAt(B buffer, long offset) throws IOException;

  /**
   * Sets the length of what was written. It may become shorter or longer.
   *
   * @param length in bytes
   * @throws IOException if the length was not set
   */
  void setLength(long length) throws IOException;

  /**
   * Refuses a buffer that {@link #writeAllAt} could never write. The thread that submits calls this
   * before its call is let in. Then the task may be writing another buffer or may have ended. So
   * look only at the arguments and at what never changes, and do no I/O.
   *
   * @param buffer the caller's before and after
   * @param offset in bytes, not negative
   * @throws IllegalArgumentException if this buffer cannot be written at this offset; say why
   */
  default void check(B buffer, long offset) {}
}
