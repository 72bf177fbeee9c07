// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the kernel still held at the end. {@link FlushHandle#reclaim} hands it out, and all of it is
 * the caller's now. The original drops these buffers; in Java they may be pooled or off-heap.
 *
 * @param <B> the buffer
 * @param <W> the writer
 * @param clean the buffers that were written or never used; the list cannot be changed
 * @param unflushed the buffers that were submitted and not written, in the order submitted; an
 *     attempt may have written a part of the first; the list cannot be changed
 * @param writer empty if {@link FlushHandle#shutdown} or an earlier {@code reclaim} handed it out
 * @param error why the task ended; empty if it ended well
 */
public record Remains<B, W>(
    List<B> clean,
    List<Unflushed<B>> unflushed,
    Optional<W> writer,
    Optional<FlushTaskException> error) {

  /**
   * Copies the lists.
   *
   * @param clean as above
   * @param unflushed as above
   * @param writer as above
   * @param error as above
   */
  public Remains {
    clean = List.copyOf(clean);
    unflushed = List.copyOf(unflushed);
    Objects.requireNonNull(writer, "writer");
    Objects.requireNonNull(error, "error");
  }

  /**
   * A buffer that was submitted and not written.
   *
   * @param <B> the buffer
   * @param buffer the buffer, with the contents that it was submitted with
   * @param offset where it was to be written, in bytes
   */
  public record Unflushed<B>(B buffer, long offset) {}

  /** {@code first} is the one that was submitted first. This changes neither of the two. */
  static <B, W> Remains<B, W> of(
      Flush<B> first, Flush<B> second, W writer, Optional<FlushTaskException> error) {
    List<B> clean = listOf(clean(first), clean(second));
    List<Unflushed<B>> unflushed = listOf(unflushed(first), unflushed(second));
    return new Remains<>(clean, unflushed, Optional.of(writer), error);
  }

  private static <B> B clean(Flush<B> flush) {
    return flush.written ? flush.buffer : null;
  }

  private static <B> Unflushed<B> unflushed(Flush<B> flush) {
    return flush.buffer == null || flush.written
        ? null
        : new Unflushed<>(flush.buffer, flush.offset);
  }

  /** Lists what is not null. No list grows here: docs/adr/0005 says what that cost a checker. */
  private static <T> List<T> listOf(T first, T second) {
    if (first == null) {
      return second == null ? List.of() : List.of(second);
    }
    return second == null ? List.of(first) : List.of(first, second);
  }

  /** Returns the same without what can be handed out only once. */
  Remains<B, W> handedOut() {
    return new Remains<>(List.of(), List.of(), Optional.empty(), error);
  }

  Remains<B, W> withoutWriter() {
    return new Remains<>(clean, unflushed, Optional.empty(), error);
  }
}
