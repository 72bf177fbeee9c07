// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

/**
 * What the task sends to the handle: buffers that come back, and as the terminal value its exit.
 */
sealed interface Reply<B> permits Flush, Reply.Exit {

  /** That the task has ended. Made before it starts: to say so must not need memory. */
  final class Exit<B> implements Reply<B> {

    /** Null if it ended well. */
    FlushTaskException error;
  }
}
