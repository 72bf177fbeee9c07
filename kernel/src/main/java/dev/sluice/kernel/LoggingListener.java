// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The levels are part of the contract: see {@link FlushListener#logging}. */
record LoggingListener(System.Logger logger, boolean halts) implements FlushListener {

  @Override
  public void pause(
      OwnedWriter<?> writer,
      Operation operation,
      long position,
      int attempt,
      IOException error,
      Duration pause) {
    if (Integer.bitCount(attempt) == 1) { // the longer it lasts, the fewer lines
      String then = " failed, the next follows in " + pause.toMillis() + " ms: " + error;
      warn(writer, operation, position, attempt, then);
    }
  }

  @Override
  public void flushed(OwnedWriter<?> writer, Operation operation, long position, int attempt) {
    if (attempt > 1) {
      warn(writer, operation, position, attempt, " succeeded"); // T9 retry succeeded
    }
  }

  @Override
  public void exit(OwnedWriter<?> writer, Optional<FlushTaskException> error) {
    FlushTaskException e = error.orElse(null);
    if (e instanceof FlushTaskException.Fatal && halts) {
      String line = Log.oneLine(writer + ": halting the process: " + e.getMessage());
      try {
        Thread log = FlushOptions.newThread(() -> logger.log(ERROR, line, e), "sluice-log");
        log.start();
        log.join(1000); // not longer: the owner may hold the logger's lock and wait for this
      } catch (InterruptedException now) {
        Thread.currentThread().interrupt();
      } finally {
        Runtime.getRuntime().halt(134);
      }
    } else if (e != null) {
      Log.log(
          logger,
          e.isCancel() ? DEBUG : ERROR,
          () -> writer + ": " + e.getMessage(),
          e.isCancel() ? null : e);
    }
  }

  private void warn(
      OwnedWriter<?> writer, Operation what, long position, int attempt, String then) {
    String where = what == Operation.FLUSH ? ": flush at " : ": set length ";
    Log.log(logger, WARNING, () -> writer + where + position + ", attempt " + attempt + then, null);
  }
}
