// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.util.Optional;

/** The levels are part of the contract: see {@link FlushListener#logging}. */
record LoggingListener(System.Logger logger) implements FlushListener {

  @Override
  public void retry(Operation operation, long position, int attempt) {
    logger.log(WARNING, () -> operation + " at " + position + ": retrying, attempt " + attempt);
  }

  @Override
  public void pause(Operation operation, long position, int attempt, IOException error) {
    logger.log(
        WARNING,
        () -> operation + " at " + position + ": attempt " + attempt + " failed, will be retried",
        error);
  }

  @Override
  public void flushed(Operation operation, long position, int attempt) {
    if (attempt > 1) {
      logger.log(
          WARNING, () -> operation + " at " + position + ": succeeded, attempt " + attempt); // T9
    }
  }

  @Override
  public void exit(Optional<FlushTaskException> error) {
    error.ifPresent(
        e -> {
          if (e.isCancel()) {
            logger.log(DEBUG, e::getMessage);
          } else {
            logger.log(ERROR, e::getMessage, e);
          }
        });
  }
}
