// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

/**
 * A buffer and where it is written: on the way out a request, on the way back a reply. Two of these
 * circulate with the two buffers, so that a flush allocates nothing. Only the holder of one touches
 * its fields, and a slot hands it over (B5 contents). The handle knows both: so whatever ends a
 * call or the task, what became of each buffer is known once the outcome is published (B3 verdict).
 */
final class Flush<B> implements Request<B>, Reply<B> {

  /** Null while the caller has it. */
  B buffer;

  /** In bytes. */
  long offset;

  /** Set by the task as soon as the writer returned; the spare has nothing to be written. */
  boolean written;

  void fill(B buffer, long offset, boolean written) {
    this.offset = offset;
    this.written = written;
    this.buffer = buffer;
  }
}
