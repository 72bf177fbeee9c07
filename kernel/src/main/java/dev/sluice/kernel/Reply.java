// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the task sends to the handle: recycled buffers, and as the terminal value its exit. */
sealed interface Reply<B> permits Request.Flush, Reply.Exit {

  /**
   * How the task ended. The task makes it before it starts, so that a lack of memory cannot keep it
   * from saying that it ended; the fields are plain, as the slot hands it over.
   */
  final class Exit<B> implements Reply<B> {
    private FlushTaskException error;
    private Request.Flush<B> inHand;
    private Request.Flush<B> pending;

    /**
     * For the task.
     *
     * @param error null if it ended well
     * @param inHand the request that it could not finish, or null
     * @param pending the request behind that one, or null
     */
    void fill(FlushTaskException error, Request.Flush<B> inHand, Request.Flush<B> pending) {
      this.error = error;
      this.inHand = inHand;
      this.pending = pending;
    }

    /** For the handle: why the task ended, with the stack of this thread. */
    Optional<FlushTaskException> error() {
      return Optional.ofNullable(error).map(FlushTaskException::inCaller);
    }

    /** For the handle: what the task took and did not write, in order. */
    List<Remains.Unflushed<B>> unflushed() {
      List<Remains.Unflushed<B>> unflushed = new ArrayList<>(3);
      if (inHand != null) {
        unflushed.add(inHand.unflushed());
      }
      if (pending != null) {
        unflushed.add(pending.unflushed());
      }
      return unflushed;
    }
  }
}
