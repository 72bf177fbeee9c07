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

/** One thread's use of a handle: each call and how it ended is recorded in that thread's list. */
public final class RecordingCaller {

  private final Recorder.Log log;
  private final FlushHandle<Buf, TraceWriter> handle;
  private boolean interruptNext;

  /** Whether the call under way was entered with the interrupt flag up. */
  private boolean interrupted;

  RecordingCaller(Recorder.Log log, FlushHandle<Buf, TraceWriter> handle) {
    this.log = log;
    this.handle = handle;
  }

  /** This thread's interrupt flag will be up when the next flush or shutdown begins. */
  public void interruptNextCall() {
    interruptNext = true;
  }

  /**
   * Fills a buffer and flushes it.
   *
   * @param buffer this caller's
   * @param offset positive, and of no other flush of this run
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
   * @return whether it returned a writer
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
   * @return whether that was not refused
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
   * @return whether that was not refused
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

  /** A call that is refused has no effect, on the flag neither. */
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

  /** A broken kernel may hand out nothing. */
  private static String holds(Buf buffer) {
    return buffer == null ? "nothing" : buffer.text();
  }
}
