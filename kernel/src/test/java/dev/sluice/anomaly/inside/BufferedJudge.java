// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly.inside;

import static dev.sluice.anomaly.inside.Violation.unless;

import dev.sluice.io.BufferedFlushWriter.Region;
import dev.sluice.kernel.RefusedException;
import dev.sluice.kernel.Remains;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;

/** Ends a buffered writer after a call, and checks file, offsets and buffers. */
final class BufferedJudge {

  private static final int ATTEMPTS = 3;
  private static final int MORE = 7;

  private final BufferedTrial trial;
  private final Throwable thrown;
  private final boolean died;

  BufferedJudge(BufferedTrial trial, Throwable thrown) {
    this.trial = trial;
    this.thrown = thrown;
    this.died = AnomalyTrial.isInjected(thrown);
  }

  void judge() throws Exception {
    boolean expected = thrown == null || died || thrown instanceof IOException;
    unless(expected, "(b) something else came out of the call", thrown);
    if (trial.writer == null) {
      notSpawned();
      return;
    }
    whatIsSettledIsThere();
    if (trial.remains == null && trial.finished == null) {
      nothingIsUnreadable();
      if (died) {
        goOn();
      }
    }
    end();
    trial.threads().join();
    whatIsSettledIsThere();
    // A reclaim may also say what is missing, because it hands that out.
    boolean complete = isComplete() || trial.remains != null;
    unless(complete || trial.saidByClose != null, "(a) something is missing, no close has said so");
    unless(
        complete || isExplained(trial.saidByClose),
        "(a) another error was said",
        trial.saidByClose);
    if (!complete && trial.remains == null) {
      nothingIsUnreadable();
      laterCallsSaySo();
    }
    reclaim();
    trial.gate.close();
  }

  private void notSpawned() throws Exception {
    unless(died, "(b) the spawn failed of something else", thrown);
    trial.threads().joinAbandoned();
    unless(trial.file.calls() == 0, "(b) the task of a spawn that failed has written");
    try {
      trial.buffers.clear();
      trial.spawn();
    } catch (RuntimeException | Error e) {
      // A class that could not be initialised stays unusable: nothing was accepted.
      boolean lacksClass = Probe.isCold() && Chain.has(e, LinkageError.class::isInstance);
      unless(lacksClass, "(b) the next spawn failed too", e);
    }
    if (trial.writer != null) {
      trial.close();
      trial.threads().join();
    }
    trial.gate.close();
  }

  /** Checks that all before the settled offset is now in the file. */
  private void whatIsSettledIsThere() throws Violation {
    long settled = trial.writer.settledOffset();
    byte[] file = trial.file.contents();
    unless(settled <= file.length, "(a) settled to " + settled + ", of a file of " + file.length);
    unless(
        settled <= trial.accepted + trial.inDoubt + trial.toPad,
        "(a) settled to " + settled + ", accepted " + trial.accepted);
    for (int i = 0; i < Math.min(settled, file.length); i++) {
      boolean padding = i >= trial.accepted && file[i] == 0;
      unless(file[i] == BufferedTrial.at(i) || padding, "(a) settled, and wrong at " + i);
    }
  }

  /** Checks that all that was accepted can be read from the settled offset on, without a gap. */
  private void nothingIsUnreadable() throws Violation {
    List<Region> regions;
    try {
      regions = trial.writer.unsettled();
    } catch (RefusedException e) {
      unless(isExplained(e), "(b) refused, but not of the error", e);
      return;
    } catch (RuntimeException e) {
      throw new Violation("(b) unsettled fails", e);
    } catch (Error e) {
      unless(AnomalyTrial.isInjected(e), "(b) unsettled fails", e);
      return;
    }
    long end = trial.writer.settledOffset();
    for (Region region : regions) {
      unless(region.offset() <= end, "(a) a gap before " + region + ", after " + end);
      for (int i = 0; i < region.bytes().remaining(); i++) {
        long at = region.offset() + i;
        boolean right =
            region.bytes().get(region.bytes().position() + i) == BufferedTrial.at(at)
                || at >= trial.accepted && trial.toPad > 0;
        unless(right, "(a) other bytes at " + at + " of " + regions);
      }
      end = region.offset() + region.bytes().remaining();
    }
    if (trial.inDoubt > 0) {
      boolean possible = end >= trial.accepted && end <= trial.accepted + trial.inDoubt;
      unless(possible, "(a) accepted up to " + end + ", of " + trial.accepted);
      trial.accepted = end;
      trial.inDoubt = 0;
    }
    boolean all = end == trial.accepted || end == trial.accepted - trial.toDrop;
    unless(
        all || end <= trial.accepted + trial.toPad && end > trial.accepted,
        "(a) readable up to " + end + ", accepted " + trial.accepted + " " + regions);
  }

  /** Makes the next call, which must work or say why not. */
  private void goOn() throws Violation {
    try {
      trial.write(MORE);
    } catch (RefusedException e) {
      unless(isExplained(e), "(a) refused, but not of the error", e);
    } catch (ClosedChannelException e) {
      // The call had come so far. Then close says what is missing.
    } catch (IOException e) {
      // The task has ended, as the exception says.
    } catch (RuntimeException e) {
      throw new Violation("(b) neither goes on nor says what it died of", e);
    } catch (Error e) {
      unless(AnomalyTrial.isInjected(e), "(b) an Error without cause", e);
    }
  }

  /** Closes until a close ends well: the first may have said what is missing. */
  private void end() throws Violation {
    for (int i = 0; i < ATTEMPTS; i++) {
      try {
        trial.close();
        return;
      } catch (IOException e) {
        // Another close has no effect.
      } catch (RuntimeException e) {
        throw new Violation("(b) close is refused", e);
      } catch (Error e) {
        unless(AnomalyTrial.isInjected(e), "(b) close fails of an Error without cause", e);
      }
    }
    throw new Violation("(b) close fails each time", trial.saidByClose);
  }

  /**
   * Tells whether the file holds what was accepted, and nothing else. It must never have a hole.
   */
  private boolean isComplete() throws Violation {
    byte[] file = trial.file.contents();
    long accepted = trial.accepted;
    for (int i = 0; i < file.length; i++) {
      boolean padding = i >= accepted && file[i] == 0;
      unless(file[i] == BufferedTrial.at(i) || padding, "(a) a hole in the file, at " + i);
    }
    return file.length == accepted
        || trial.inDoubt > 0 && file.length >= accepted
        || trial.toDrop > 0 && file.length == accepted - trial.toDrop
        || trial.toPad > 0 && file.length == accepted + trial.toPad;
  }

  private void laterCallsSaySo() throws Violation {
    try {
      trial.writer.write(ByteBuffer.allocate(1));
      throw new Violation("(a) something is missing, and a later call works");
    } catch (RefusedException | IOException e) {
      unless(isExplained(e), "(a) a later call is refused, but not of the error", e);
    } catch (Error e) {
      unless(AnomalyTrial.isInjected(e), "(b) an Error without cause", e);
    }
  }

  private boolean isExplained(Throwable said) {
    boolean ofTheCall =
        Chain.has(said, one -> one == Probe.first() || one == thrown || one == trial.deadOf);
    boolean ofTheFile = Chain.has(said, one -> one == trial.file.error);
    return ofTheCall || ofTheFile;
  }

  private void reclaim() throws Violation {
    try {
      if (trial.remains == null) {
        trial.remains = trial.writer.reclaim();
      }
      Remains<ByteBuffer, MemoryFile> nothing = trial.writer.reclaim();
      unless(
          nothing.clean().isEmpty() && nothing.unflushed().isEmpty() && nothing.writer().isEmpty(),
          "(c) handed out twice: " + nothing);
    } catch (RuntimeException | Error e) {
      throw new Violation("(b) reclaim fails", e);
    }
    List<ByteBuffer> all = new ArrayList<>(trial.remains.clean());
    trial.remains.unflushed().forEach(u -> all.add(u.buffer()));
    ByteBuffer caller = trial.mine;
    if (caller == null && all.stream().noneMatch(b -> b == trial.exchanged)) {
      caller = trial.exchanged; // a buffer that is not among them is the caller's
    }
    if (caller != null) {
      all.add(caller);
    }
    for (ByteBuffer buffer : trial.buffers) {
      long times = all.stream().filter(b -> b == buffer).count();
      unless(times == 1, "(c) a buffer is in " + times + " places: " + trial.remains);
    }
    unless(all.size() == trial.buffers.size(), "(c) buffers of nobody: " + all);
    // A shutdown hands out the writer, unless it dies. The shutdown within a close cannot hand it
    // out.
    boolean twice = trial.remains.writer().isPresent() && trial.finished != null;
    unless(!twice, "(c) the writer is handed out twice");
  }
}
