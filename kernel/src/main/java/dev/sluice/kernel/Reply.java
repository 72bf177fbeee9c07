// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

/**
 * What the task sends to the handle: the buffers that come back, and its exit as terminal value.
 */
sealed interface Reply<B> permits Flush, Reply.Exit {

  /** Says that the task has ended. Made before the task starts: an exit must not need memory. */
  final class Exit<B> implements Reply<B> {

    /** Null if the task ended well. */
    FlushTaskException error;
  }
}
