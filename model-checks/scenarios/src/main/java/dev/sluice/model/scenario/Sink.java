// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.scenario;

import dev.sluice.kernel.OwnedWriter;
import dev.sluice.model.explore.Ghost;
import dev.sluice.model.probe.Count;
import dev.sluice.sync.CancellationToken;
import java.io.IOException;

/** A writer in memory. It fails when it is told to, and notes what must not happen. */
final class Sink implements OwnedWriter<Buffer> {

  /** How an attempt ends. */
  enum Attempt {
    SUCCEEDS,
    FAILS,
    FAILS_FATALLY,
    DIES
  }

  static final int SET_LENGTH = -1;
  private static final int MOST = 4;

  /** The properties that each attempt is checked for. */
  private static final String WATCHED = "B5, E2";

  /** One, after the program knows that the task has ended (E2). */
  final Ghost ended = new Ghost();

  /** One, after {@code cancel} has returned (C1). */
  final Ghost cancelReturned = new Ghost();

  private final Attempt[] plan;
  private final CancellationToken token;
  private final boolean watchesCancel;

  /** Offsets of the buffers written, in order; {@link #SET_LENGTH} for the length. */
  private final int[] written = new int[MOST];

  private int count;
  private int attempts;
  private int afterCancelReturned;
  private boolean sawCancelled;
  private String violation;

  /**
   * Makes a sink.
   *
   * @param token the task's token, to see what the task could see
   * @param watchesCancel whether attempts are checked for C1, which needs more schedules
   * @param plan how the first attempts end; all others succeed
   */
  Sink(CancellationToken token, boolean watchesCancel, Attempt... plan) {
    this.token = token;
    this.watchesCancel = watchesCancel;
    this.plan = plan;
  }

  @Override
  public void writeAllAt(Buffer buffer, long offset) throws IOException {
    if (buffer.contents != contents(offset)) {
      violates("B5: offset " + offset + " has the contents " + buffer.contents);
    }
    attempt((int) offset);
  }

  /** Returns what a program puts into the buffer for an offset. */
  static int contents(long offset) {
    return 100 + (int) offset;
  }

  @Override
  public void setLength(long length) throws IOException {
    // The flag is read only here. Park reads this flag too, so to read it in each attempt would
    // double the schedules.
    if (watchesCancel) {
      Count.evaluated("C3: below");
      if (Thread.currentThread().isInterrupted()) {
        violates("C3: the kernel interrupted the thread of an attempt");
      }
    }
    attempt(SET_LENGTH);
  }

  private void attempt(int what) throws IOException {
    if (ended.get() != 0) {
      violates("E2: the writer is called after the end");
    }
    if (watchesCancel) {
      if (sawCancelled) {
        violates("C1: an attempt after one in which the token was cancelled already");
      }
      sawCancelled = token.isCancelled();
      afterCancelReturned += cancelReturned.get();
      if (afterCancelReturned > 1) {
        violates("C1: a second attempt after cancel has returned");
      }
    }
    switch (attempts < plan.length ? plan[attempts++] : Attempt.SUCCEEDS) {
      case FAILS -> throw new IOException("no space");
      case FAILS_FATALLY -> throw new FatalException();
      case DIES -> throw new IllegalStateException("dies");
      case SUCCEEDS -> written[count++] = what;
    }
  }

  /** The policy of the scenarios gives up after this exception. */
  static final class FatalException extends IOException {
    private static final long serialVersionUID = 1;

    FatalException() {
      super("fatal");
    }
  }

  private void violates(String what) {
    violation = what;
  }

  /** Returns what was written. The task must have ended, and its thread must be joined. */
  String written() {
    Claims.that(violation == null, WATCHED + (watchesCancel ? ", C1: " : ": ") + violation);
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < count; i++) {
      all.append(written[i] == SET_LENGTH ? "L" : "" + written[i]);
    }
    return all.toString();
  }
}
