// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress;

import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushListener;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.RefusedException;
import dev.sluice.kernel.Remains;
import dev.sluice.kernel.RetryPolicy;
import dev.sluice.kernel.ShutdownRequest;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A handle and its task. The task has no thread of its own: an actor runs it. To start a thread for
 * each sample would cost a thousand times the race, and its two sides would hardly ever meet.
 */
final class StressRig {
  static final FlushListener SILENT = new FlushListener() {};

  /** Tries again at once, unless the error is fatal. */
  static final RetryPolicy AT_ONCE = retryAfter(Duration.ZERO);

  /** Pauses until the token is cancelled. */
  static final RetryPolicy FOR_EVER = retryAfter(Duration.ofSeconds(Long.MAX_VALUE));

  private static final VarHandle LOCK = ofGate("lock", Object.class);
  private static final VarHandle FIRST = ofGate("first", Gate.Guard.class);

  private static VarHandle ofGate(String field, Class<?> type) {
    try {
      return MethodHandles.privateLookupIn(Gate.class, MethodHandles.lookup())
          .findVarHandle(Gate.class, field, type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** The thread that the thread factory returns. It is started, and does nothing. */
  static final Thread NOBODY =
      new Thread("nobody") {
        @Override
        public void start() {}
      };

  final Gate gate = new Gate();
  final CancellationToken token = new CancellationToken();
  final StressSink sink;
  final FlushHandle<StressBuffer, StressSink> handle;

  /** The caller. Most tests have only this one. */
  final Caller owner = new Caller();

  private Runnable task;
  private Remains<StressBuffer, StressSink> remains;

  /** What the task, the cancel or the gate threw. */
  private volatile String threw;

  StressRig(StressSink sink) {
    this(sink, AT_ONCE, SILENT);
  }

  StressRig(StressSink sink, RetryPolicy retry, FlushListener listener) {
    this.sink = sink;
    handle =
        FlushHandle.spawn(
            sink, new StressBuffer(), gate, token, new FlushOptions(this::keep, retry, listener));
  }

  private static RetryPolicy retryAfter(Duration pause) {
    return (error, attempt) -> error == StressSink.FATAL ? Optional.empty() : Optional.of(pause);
  }

  private Thread keep(Runnable runnable) {
    task = runnable;
    return NOBODY;
  }

  /** Runs the task; returns when the task has exited, also if it throws. */
  void runTask() {
    guarded(task);
  }

  /** Cancels the token. */
  void cancel() {
    guarded(token::cancel);
  }

  /**
   * Tells whether somebody is inside the gate. The gate has no method for this: a close would only
   * wait a little longer.
   */
  boolean isInside() {
    synchronized (LOCK.get(gate)) {
      return FIRST.get(gate) != null;
    }
  }

  /** Closes the gate. */
  void closeGate() {
    guarded(gate::close);
  }

  /** Makes an exception an outcome. The harness would call it an error of the test. */
  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      e.printStackTrace(); // a dump of stuck threads does not show it
      threw = word(e);
    }
  }

  /**
   * Returns the outcome, or what the task, the cancel or the gate threw. Call this after all
   * actors.
   */
  Object orThrew(Object says) {
    String word = threw;
    return word == null ? says : word;
  }

  /** Returns what reclaim hands out, in words. */
  String reclaimed() {
    try {
      Remains<StressBuffer, StressSink> all = handle.reclaim();
      int buffers = all.clean().size() + all.unflushed().size();
      return buffers + all.writer().map(w -> " and the writer").orElse("");
    } catch (RuntimeException | Error e) {
      return word(e);
    }
  }

  /** Shuts down, and returns the outcome in a word. */
  String shutdown(ShutdownRequest request) {
    try {
      return handle.shutdown(request) == sink ? "ok" : "OTHER WRITER";
    } catch (FlushTaskException | RuntimeException | Error e) {
      return word(e);
    }
  }

  /** Closes, and returns the outcome in a word. */
  String close() {
    try {
      handle.close();
      return "closed";
    } catch (FlushTaskException | RuntimeException | Error e) {
      return word(e);
    }
  }

  /** Detaches, and returns the outcome in a word. */
  String detach() {
    try {
      handle.detach();
      return "detached";
    } catch (RuntimeException | Error e) {
      return word(e);
    }
  }

  /** A caller that flushes, with the buffer that it has in hand. */
  final class Caller {
    private StressBuffer mine = new StressBuffer();
    private int submitted;

    /** Fills the buffer with what belongs at the offset, flushes it, and takes what is returned. */
    String flush(int offset) {
      try {
        StressBuffer clean = handle.flush(mine.fill(offset + 1), offset);
        mine = clean;
      } catch (RuntimeException | Error e) {
        return word(e); // the buffer stays the caller's
      } catch (FlushTaskException e) {
        mine = null;
        submitted |= 1 << offset;
        return word(e);
      }
      submitted |= 1 << offset;
      return "ok";
    }

    StressBuffer mine() {
      return mine;
    }
  }

  /**
   * Reclaims, and checks three properties. Every buffer is somewhere, once (B1). Every flush is
   * either written or unflushed (B3). The order is kept (B4). All callers and the task must be
   * done.
   */
  String account(Race race, Caller... others) {
    race.arbitrate();
    try {
      remains = handle.reclaim();
    } catch (RuntimeException | Error e) {
      threw = word(e);
    }
    if (race.leave()) {
      return Race.LOST;
    }
    if (threw != null) {
      return threw;
    }
    List<Caller> callers = new ArrayList<>(List.of(others));
    callers.add(owner);
    List<StressBuffer> found = new ArrayList<>(remains.clean());
    remains.unflushed().forEach(u -> found.add(u.buffer()));
    callers.stream().map(Caller::mine).filter(b -> b != null).forEach(found::add);
    if (found.stream().distinct().count() != found.size()) { // by identity
      return "DOUBLED BUFFER";
    }
    if (found.size() != callers.size() + 1) {
      return "BUFFER GONE";
    }
    int submitted = callers.stream().mapToInt(c -> c.submitted).sum();
    int before = -1;
    for (Remains.Unflushed<StressBuffer> u : remains.unflushed()) {
      if (u.offset() <= before && others.length == 0) {
        return "OUT OF ORDER";
      }
      before = (int) u.offset();
      if (u.buffer().value() != before + 1) {
        return "TORN";
      }
    }
    for (int offset = 0; offset < StressSink.OFFSETS; offset++) {
      int at = offset;
      boolean written = sink.written[at] != 0;
      boolean unflushed = remains.unflushed().stream().anyMatch(u -> u.offset() == at);
      boolean owed = (submitted & 1 << at) != 0;
      if (written && sink.written[at] != at + 1) {
        return "TORN";
      }
      if (written && unflushed) {
        return "WRITTEN AND UNFLUSHED";
      }
      if (owed != (written || unflushed)) {
        return owed ? "FLUSH GONE" : "NEVER SUBMITTED";
      }
    }
    return sink.disorder > 0 && others.length == 0 ? "OUT OF ORDER" : "whole";
  }

  /** Returns in a word how the task ended. Call this after {@link #account}. */
  String end() {
    return remains == null ? "unknown" : remains.error().map(StressRig::word).orElse("well");
  }

  /** Returns how many flushes were written. */
  int written() {
    int n = 0;
    for (int value : sink.written) {
      n += value == 0 ? 0 : 1;
    }
    return n;
  }

  private static String word(Throwable e) {
    if (e instanceof FlushTaskException) {
      return e.getClass().getSimpleName();
    }
    if (e instanceof RefusedException.InCall) {
      return "busy";
    }
    if (e instanceof RefusedException.NotEnded) {
      return "not ended";
    }
    if (e instanceof RefusedException.Ended ended) {
      boolean caused = ended.firstError().orElse(null) instanceof FlushTaskException;
      String how = ended.getMessage().replaceFirst("must not use (after \\w+).*", "$1");
      return how.equals("after an") ? caused ? "after error" : "NO CAUSE" : how;
    }
    return "THREW " + e;
  }
}
