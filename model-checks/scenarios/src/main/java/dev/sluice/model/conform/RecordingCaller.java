// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.RefusedException;
import dev.sluice.kernel.Remains;
import dev.sluice.kernel.ShutdownRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A thread that uses a handle. It records each call, and how the call ended, in its own list. */
public final class RecordingCaller {

  private final Recorder.Log log;
  private final FlushHandle<Buf, TraceWriter> handle;
  private boolean interruptNext;

  /** Whether the interrupt flag was up when the current call was entered. */
  private boolean interrupted;

  RecordingCaller(Recorder.Log log, FlushHandle<Buf, TraceWriter> handle) {
    this.log = log;
    this.handle = handle;
  }

  /** Puts this thread's interrupt flag up when the next flush or shutdown begins. */
  public void interruptNextCall() {
    interruptNext = true;
  }

  /**
   * Fills a buffer and flushes it.
   *
   * @param buffer the caller's buffer
   * @param offset a positive number that no other flush of this run has
   * @return the clean buffer; empty if the call threw
   */
  public Optional<Buf> flush(Buf buffer, long offset) {
    buffer.holds = offset;
    begin("call flush");
    try {
      Buf clean = handle.flush(buffer, offset);
      letIn(offset);
      log.add("flush returned " + clean.text());
      return Optional.of(clean);
    } catch (FlushTaskException e) {
      letIn(offset);
      log.add("flush failed " + RecordingOptions.kind(Optional.of(e)));
    } catch (RefusedException e) {
      refused(e);
    }
    return Optional.empty();
  }

  /**
   * Shuts down.
   *
   * @param setLength whether to set the length
   * @return whether the call returned a writer
   */
  public boolean shutdown(boolean setLength) {
    begin(setLength ? "call shutdown set" : "call shutdown keep");
    try {
      handle.shutdown(
          setLength ? ShutdownRequest.setLength(TraceWriter.LENGTH) : ShutdownRequest.keepLength());
      interruptKept();
      log.add("shutdown returned");
      return true;
    } catch (FlushTaskException e) {
      interruptKept();
      log.add("shutdown failed " + RecordingOptions.kind(Optional.of(e)));
    } catch (RefusedException e) {
      refused(e);
    }
    return false;
  }

  /**
   * Closes the handle, which waits for the exit.
   *
   * @return whether the call was let in
   */
  public boolean close() {
    log.add("call close");
    try {
      handle.close();
      log.add("closed");
    } catch (FlushTaskException e) {
      log.add("close failed " + RecordingOptions.kind(Optional.of(e)));
    } catch (RefusedException e) {
      refused(e);
      return false;
    }
    return true;
  }

  /**
   * Lets go of the task.
   *
   * @return whether the call was let in
   */
  public boolean detach() {
    log.add("call detach");
    try {
      handle.detach();
      log.add("detached");
      return true;
    } catch (RefusedException e) {
      refused(e);
      return false;
    }
  }

  /**
   * Reclaims.
   *
   * @return what was handed out; empty if the call was refused
   */
  public Optional<Remains<Buf, TraceWriter>> reclaim() {
    log.add("call reclaim");
    try {
      Remains<Buf, TraceWriter> remains = handle.reclaim();
      log.add("reclaimed " + text(remains));
      return Optional.of(remains);
    } catch (RefusedException e) {
      refused(e);
      return Optional.empty();
    }
  }

  private void begin(String call) {
    log.add(call);
    interrupted = interruptNext;
    interruptNext = false;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void letIn(long offset) {
    log.add("in #" + offset);
    interruptKept();
  }

  private void interruptKept() {
    if (interrupted) {
      log.add(Thread.interrupted() ? "interrupt kept" : "interrupt lost");
      interrupted = false;
    }
  }

  /**
   * Records a refusal. A call that is refused has no effect, and does not change the interrupt
   * flag.
   */
  private void refused(RefusedException e) {
    if (interrupted && !Thread.interrupted()) {
      log.add("interrupt lost");
    }
    interrupted = false;
    String first = RecordingOptions.kind(e.firstError());
    if (e instanceof RefusedException.Ended) {
      log.add("refused after " + (e.firstError().isPresent() ? "an error, " : "the end, ") + first);
    } else if (e instanceof RefusedException.InCall) {
      log.add("refused in a call");
    } else if (e instanceof RefusedException.NotEnded) {
      log.add("refused too early");
    } else {
      log.add("refused: " + e);
    }
  }

  private static String text(Remains<Buf, TraceWriter> remains) {
    List<String> clean = new ArrayList<>();
    remains.clean().forEach(buffer -> clean.add(buffer.text()));
    List<String> unflushed = new ArrayList<>();
    remains
        .unflushed()
        .forEach(u -> unflushed.add(Words.held("#" + u.offset(), holds(u.buffer()))));
    boolean writer = remains.writer().isPresent();
    return Words.handed(clean, unflushed, writer, RecordingOptions.kind(remains.error()));
  }

  /** Returns what a buffer holds. A broken kernel may hand out null. */
  private static String holds(Buf buffer) {
    return buffer == null ? "nothing" : buffer.text();
  }
}
