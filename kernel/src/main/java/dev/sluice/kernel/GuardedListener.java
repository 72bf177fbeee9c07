// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import java.io.IOException;
import java.util.Optional;

/** Keeps what a listener throws away from the task. */
record GuardedListener(FlushListener listener) {

  void attempt(FlushListener.Operation operation, long position) {
    try {
      listener.attempt(operation, position);
    } catch (Throwable t) {
      report(t);
    }
  }

  void retry(FlushListener.Operation operation, long position, int attempt) {
    try {
      listener.retry(operation, position, attempt);
    } catch (Throwable t) {
      report(t);
    }
  }

  void pause(FlushListener.Operation operation, long position, int attempt, IOException error) {
    try {
      listener.pause(operation, position, attempt, error);
    } catch (Throwable t) {
      report(t);
    }
  }

  void flushed(FlushListener.Operation operation, long position, int attempt) {
    try {
      listener.flushed(operation, position, attempt);
    } catch (Throwable t) {
      report(t);
    }
  }

  /** Null: the task ended well. */
  void exit(FlushTaskException error) {
    try {
      listener.exit(Optional.ofNullable(error));
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
