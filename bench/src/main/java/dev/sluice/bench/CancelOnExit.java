// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench;

import dev.sluice.sync.CancellationToken;
import java.util.concurrent.CountDownLatch;

/**
 * Cancels a copy when Ctrl-C or another signal ends the process. It cancels the token, ends a
 * blocked read by an interrupt, and waits until the copying thread has reported what is on disk. It
 * does not wait for a copy that has not begun: opening a pipe can block for ever, and nothing can
 * end that.
 */
final class CancelOnExit implements AutoCloseable {

  private final CancellationToken token;
  private final Thread copier = Thread.currentThread();
  private final CountDownLatch reported = new CountDownLatch(1);
  private final Thread hook = new Thread(this::onExit, "cancel-copy");
  private volatile boolean begun;

  /** Makes a hook for the copy of this thread. The hook is there until it is closed. */
  CancelOnExit(CancellationToken token) {
    this.token = token;
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException exitUnderWay) {
      token.cancel();
    }
  }

  /** Makes an exit wait for {@link #close}, from now on. */
  void begin() {
    begun = true;
  }

  private void onExit() {
    token.cancel(); // a later copy writes nothing, so there is no need to wait for it
    if (begun) {
      copier.interrupt();
      try {
        reported.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException("nobody interrupts this thread", e);
      }
    }
  }

  @Override
  public void close() {
    reported.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException exitUnderWay) {
      // The hook has run or is running, and needed only the lines above.
    }
  }
}
