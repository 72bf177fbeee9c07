// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

import dev.sluice.kernel.FlushListener;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.OwnedWriter;
import dev.sluice.kernel.RetryPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A listener and a policy that follow a script, and record what the task asks and tells them. */
final class RecordingOptions implements FlushListener, RetryPolicy {

  /** A pause that is so long that only the token can end it. */
  private static final Duration LONG = Duration.ofSeconds(Long.MAX_VALUE);

  private final Recorder.Log log;
  private final Script script;

  RecordingOptions(Recorder.Log log, Script script) {
    this.log = log;
    this.script = script;
  }

  @Override
  public void attempt(OwnedWriter<?> writer, Operation operation, long position, int attempt) {
    String what = text(operation, position);
    log.add(attempt == 1 ? "attempt " + what : "retry " + what + " no " + attempt);
  }

  @Override
  public void pause(
      OwnedWriter<?> writer,
      Operation operation,
      long position,
      int attempt,
      IOException error,
      Duration pause) {
    log.add("pause " + text(operation, position) + " no " + attempt);
  }

  @Override
  public void flushed(OwnedWriter<?> writer, Operation operation, long position, int attempt) {
    log.add("done " + text(operation, position) + " no " + attempt);
  }

  @Override
  public void exit(OwnedWriter<?> writer, Optional<FlushTaskException> error) {
    log.add("exit " + kind(error));
  }

  @Override
  public Optional<Duration> pauseAfter(IOException error, int attempt) {
    Script.End end = ((TraceWriter.ScriptedFailure) error).end();
    if (end == Script.End.UNJUDGED) {
      log.add("the policy throws no " + attempt);
      throw new IllegalStateException("the script says so");
    }
    if (end == Script.End.FATAL) {
      log.add("fatal no " + attempt);
      return Optional.empty();
    }
    boolean elapses = script.pause() == Script.Pause.ELAPSES;
    log.add((elapses ? "retriable no " : "retriable for long no ") + attempt);
    return Optional.of(elapses ? Duration.ZERO : LONG);
  }

  /** Returns the name of an end in events. */
  static String kind(Optional<? extends Throwable> error) {
    return error.map(e -> e.getClass().getSimpleName()).orElse("none");
  }

  private static String text(Operation operation, long position) {
    return operation == Operation.FLUSH ? "flush #" + position : TraceWriter.lengthText(position);
  }
}
