// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

/**
 * A buffer and the offset where it is written. On the way out it is a request, on the way back a
 * reply. Two of these objects circulate with the two buffers, so that a flush allocates nothing.
 * Only the holder of an object touches its fields, and a slot hands the object over (B5 contents).
 * The handle knows both objects. So the handle knows what became of each buffer once the outcome is
 * published, whatever ended a call or the task (B3 verdict).
 */
final class Flush<B> implements Request<B>, Reply<B> {

  /** Null while the caller has the buffer. */
  B buffer;

  /** In bytes. */
  long offset;

  /** The task sets this as soon as the writer has returned. The spare counts as written. */
  boolean written;

  void fill(B buffer, long offset, boolean written) {
    this.offset = offset;
    this.written = written;
    this.buffer = buffer;
  }
}
