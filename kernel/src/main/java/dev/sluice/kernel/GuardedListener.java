// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import java.io.IOException;
import java.util.Optional;

/** Keeps what a listener throws away from the task. */
record GuardedListener(FlushListener listener) implements FlushListener {

  @Override
  public void attempt(Operation operation, long position) {
    try {
      listener.attempt(operation, position);
    } catch (Throwable t) {
      report(t);
    }
  }

  @Override
  public void retry(Operation operation, long position, int attempt) {
    try {
      listener.retry(operation, position, attempt);
    } catch (Throwable t) {
      report(t);
    }
  }

  @Override
  public void pause(Operation operation, long position, int attempt, IOException error) {
    try {
      listener.pause(operation, position, attempt, error);
    } catch (Throwable t) {
      report(t);
    }
  }

  @Override
  public void flushed(Operation operation, long position, int attempt) {
    try {
      listener.flushed(operation, position, attempt);
    } catch (Throwable t) {
      report(t);
    }
  }

  @Override
  public void exit(Optional<FlushTaskException> error) {
    try {
      listener.exit(error);
    } catch (Throwable t) {
      report(t);
    }
  }

  private static void report(Throwable t) {
    Thread thread = Thread.currentThread();
    try {
      thread.getUncaughtExceptionHandler().uncaughtException(thread, t);
    } catch (Throwable handlerFailed) {
      // As the JVM does with what a handler throws: there is nobody left to tell.
    }
  }
}
