// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly.inside;

import static dev.sluice.anomaly.inside.Violation.unless;

import dev.sluice.anomaly.inside.HandleTrial.Submitted;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.RefusedException;
import dev.sluice.kernel.Remains;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Ends a handle after a call, and checks what is left. */
final class HandleJudge {

  private static final int ATTEMPTS = 3;

  private final HandleTrial trial;

  /** What the call threw: an error of a probe, or what the call throws without one. */
  private final Throwable thrown;

  private final boolean died;

  HandleJudge(HandleTrial trial, Throwable thrown) {
    this.trial = trial;
    this.thrown = thrown;
    this.died = AnomalyTrial.isInjected(thrown);
  }

  void judge() throws Exception {
    boolean expected = thrown == null || died || thrown instanceof FlushTaskException;
    unless(expected, "(b) something else came out of the call", thrown);
    if (trial.handle == null) {
      notSpawned();
      return;
    }
    if (died && trial.remains == null) {
      goOn();
    }
    end();
    trial.threads().join();
    reclaim();
    everyBufferOnce();
    nothingIsMissingUnsaid();
    trial.gate.close();
  }

  /** Judges a spawn that died: all is the caller's, and another attempt finds no trace of it. */
  private void notSpawned() throws Exception {
    unless(died, "(b) the spawn failed of something else", thrown);
    trial.threads().joinAbandoned();
    unless(trial.file.calls() == 0, "(b) the task of a spawn that failed has written");
    try {
      trial.mine.clear();
      trial.spawn();
    } catch (RuntimeException | Error e) {
      // A class that could not be initialised stays unusable: nothing was accepted.
      boolean lacksClass = Probe.isCold() && Chain.has(e, LinkageError.class::isInstance);
      unless(lacksClass, "(b) the next spawn failed too", e);
    }
    if (trial.handle != null) {
      trial.close();
      trial.threads().join();
    }
    trial.gate.close();
  }

  /**
   * Makes the next call. Either it works, and the buffer in doubt was not accepted, or it says why
   * not.
   */
  private void goOn() throws Exception {
    Submitted again = trial.inDoubt;
    try {
      if (again != null) {
        trial.flush(again);
      } else if (!trial.mine.isEmpty()) {
        trial.flush();
      }
    } catch (RefusedException.Ended e) {
      if (again != null) {
        trial.inDoubt = again;
        trial.mine.remove(again.buffer()); // not taken now, but maybe before
        unless(isTheError(e.firstError().orElse(null)), "(a) refused, but not of the error", e);
      }
    } catch (FlushTaskException e) {
      // The task has ended, as the exception says.
    } catch (RuntimeException e) {
      throw new Violation("(b) neither goes on nor says what it died of", e);
    } catch (Error e) {
      unless(AnomalyTrial.isInjected(e), "(b) an Error without cause", e);
    }
  }

  private void end() throws Violation {
    for (int i = 0; i < ATTEMPTS; i++) {
      try {
        trial.close();
        return;
      } catch (FlushTaskException e) {
        return;
      } catch (RuntimeException e) {
        throw new Violation("(b) close is refused", e);
      } catch (Error e) {
        unless(AnomalyTrial.isInjected(e), "(b) close fails of an Error without cause", e);
      }
    }
    throw new Violation("(b) close fails each time");
  }

  private void reclaim() throws Violation {
    try {
      if (trial.remains == null) {
        trial.remains = trial.handle.reclaim();
      }
      Remains<ByteBuffer, MemoryFile> nothing = trial.handle.reclaim();
      unless(
          nothing.clean().isEmpty() && nothing.unflushed().isEmpty() && nothing.writer().isEmpty(),
          "(c) handed out twice: " + nothing);
    } catch (RuntimeException | Error e) {
      throw new Violation("(b) reclaim fails", e);
    }
    boolean once = trial.remains.writer().isPresent() == (trial.writer == null);
    unless(once, "(c) the writer is not handed out once: " + trial.writer + trial.remains);
  }

  private void everyBufferOnce() throws Violation {
    List<ByteBuffer> all = new ArrayList<>(trial.remains.clean());
    trial.remains.unflushed().forEach(u -> all.add(u.buffer()));
    Submitted doubtful = trial.inDoubt;
    if (doubtful != null && all.stream().noneMatch(b -> b == doubtful.buffer())) {
      trial.inDoubt = null; // a buffer that is not among them is the caller's
      trial.mine.add(doubtful.buffer());
      unless(!doubtful.isIn(trial.file.contents()), "(a) the caller's, and yet written");
    }
    all.addAll(trial.mine);
    for (ByteBuffer buffer : trial.buffers) {
      long times = all.stream().filter(b -> b == buffer).count();
      unless(times == 1, "(c) a buffer is in " + times + " places: " + trial.remains);
    }
    unless(all.size() == trial.buffers.size(), "(c) buffers of nobody: " + all);
  }

  private void nothingIsMissingUnsaid() throws Violation {
    byte[] file = trial.file.contents();
    List<Submitted> submitted = new ArrayList<>(trial.accepted);
    if (trial.inDoubt != null) {
      submitted.add(trial.inDoubt);
    }
    List<Remains.Unflushed<ByteBuffer>> unflushed = new ArrayList<>(trial.remains.unflushed());
    for (Submitted s : submitted) {
      boolean isNext =
          !unflushed.isEmpty()
              && unflushed.get(0).buffer() == s.buffer()
              && unflushed.get(0).offset() == s.offset();
      if (isNext) {
        unflushed.remove(0);
        unless(s.buffer().get(0) == s.value(), "(a) unflushed, with other contents");
      } else {
        unless(s.isIn(file), "(a) neither written nor unflushed: " + s + trial.remains);
      }
    }
    unless(unflushed.isEmpty(), "(a) unflushed, and never submitted, or in another order");
    if (!trial.remains.unflushed().isEmpty()) {
      unless(trial.said != null, "(a) something is missing, and no call has said so");
      unless(!died || isTheError(trial.said) || hasOwnReason(), "(a) another error", trial.said);
    }
  }

  /**
   * Tells whether the reason is the writer's error or the cancellation, and not the error of a
   * probe.
   */
  private boolean hasOwnReason() {
    return trial.file.error != null || trial.token.isCancelled();
  }

  /** Tells whether this is the first error, or the one that the caller was told. */
  private boolean isTheError(Throwable said) {
    return Chain.has(said, one -> one == Probe.first() || one == thrown || one == trial.deadOf);
  }
}
