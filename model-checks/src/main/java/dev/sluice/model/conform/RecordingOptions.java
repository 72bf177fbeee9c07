// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

import dev.sluice.kernel.CancellationToken;
import dev.sluice.kernel.ErrorPolicy;
import dev.sluice.kernel.FlushListener;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.RetryPolicy;
import java.io.IOException;
import java.util.Optional;

/** Listener and policies that follow a script and record what the task asks and tells them. */
final class RecordingOptions implements FlushListener, ErrorPolicy, RetryPolicy {

  private final Recorder.Log log;
  private final Script script;

  RecordingOptions(Recorder.Log log, Script script) {
    this.log = log;
    this.script = script;
  }

  @Override
  public void attempt(Operation operation, long position) {
    log.add("attempt " + text(operation, position));
  }

  @Override
  public void retry(Operation operation, long position, int attempt) {
    log.add("retry " + text(operation, position) + " no " + attempt);
  }

  @Override
  public void pause(Operation operation, long position, int attempt, IOException error) {
    log.add("pause " + text(operation, position) + " no " + attempt);
  }

  @Override
  public void flushed(Operation operation, long position, int attempt) {
    log.add("done " + text(operation, position) + " no " + attempt);
  }

  @Override
  public void exit(Optional<FlushTaskException> error) {
    log.add("exit " + kind(error));
  }

  @Override
  public boolean isFatal(IOException error) {
    Script.End end = ((RecordingWriter.ScriptedFailure) error).end();
    if (end == Script.End.UNJUDGED) {
      log.add("the error policy throws");
      throw new IllegalStateException("the script says so");
    }
    log.add(end == Script.End.FATAL ? "fatal" : "retriable");
    return end == Script.End.FATAL;
  }

  @Override
  public void pause(int attempt, CancellationToken token) {
    switch (script.pause()) {
      case ELAPSES -> log.add("elapsed no " + attempt);
      case AWAITS_CANCEL -> {
        token.awaitCancelled();
        log.add("cut short no " + attempt);
      }
      case THROWS -> {
        log.add("the retry policy throws no " + attempt);
        throw new IllegalStateException("the script says so");
      }
    }
  }

  /** How events name an end. */
  static String kind(Optional<? extends Throwable> error) {
    return error.map(e -> e.getClass().getSimpleName()).orElse("none");
  }

  private static String text(Operation operation, long position) {
    return operation == Operation.FLUSH
        ? "flush #" + position
        : RecordingWriter.lengthText(position);
  }
}
