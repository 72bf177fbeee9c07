// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import java.util.List;
import java.util.Optional;

/** What the task sends to the handle: recycled buffers, and as the terminal value its exit. */
sealed interface Reply<B> permits Request.Flush, Reply.Exit {

  /**
   * How the task ended (empty if well), and the buffers that it took and did not write, in order.
   */
  record Exit<B>(Optional<FlushTaskException> error, List<Remains.Unflushed<B>> unflushed)
      implements Reply<B> {}
}
