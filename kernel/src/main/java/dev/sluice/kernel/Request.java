// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

/** What the handle sends to the task. All but {@link Flush} are terminal values. */
sealed interface Request<B> {

  /**
   * A buffer and its offset; on the way back, a buffer that was written.
   *
   * <p>Two of these circulate with the two buffers, so that a flush allocates nothing. The fields
   * are plain: only the holder of the object touches them, and a slot hands it over (B5).
   */
  final class Flush<B> implements Request<B>, Reply<B> {
    private B buffer;
    private long offset;

    /** For the producer's side: what to write, and where. */
    Flush<B> fill(B buffer, long offset) {
      this.buffer = buffer;
      this.offset = offset;
      return this;
    }

    B buffer() {
      return buffer;
    }

    /** For the handle: the buffer, which this does not keep. */
    B take() {
      B taken = buffer;
      buffer = null;
      return taken;
    }

    long offset() {
      return offset;
    }

    Remains.Unflushed<B> unflushed() {
      return new Remains.Unflushed<>(take(), offset);
    }
  }

  /**
   * The owner asked for a shutdown: the token is looked at once more, and the length set if asked.
   */
  record Shutdown<B>(ShutdownRequest how) implements Request<B> {}

  /** The owner closed the handle without a shutdown: drain, then exit. */
  record Drop<B>() implements Request<B> {}

  /**
   * The spawn was refused (H2), but the factory had started the task already: it leaves, and
   * touches nothing, as guard, buffer and writer are still the caller's.
   */
  record Refused<B>() implements Request<B> {}
}
