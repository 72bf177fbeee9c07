// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import dev.sluice.kernel.FlushListener.Operation;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

//          T1 flush received               T5 written, T9 retry succeeded
//   IDLE -------------------> ATTEMPT(1) --------------------------------> RECYCLE
//
//            T12 recycled, or T13 kept for reclaim
//   RECYCLE ---------------------------------------> IDLE
//
//          T3 set-length received               T15 length set, T9 retry succeeded
//   IDLE ------------------------> ATTEMPT(1) ------------------------------------> IDLE
//
//                T6 attempt failed              T7 pause over, or T8 pause cut short
//   ATTEMPT(n) -------------------> PAUSE(n) -----------------------------------> ATTEMPT(n + 1)
//
//   EXIT Ok         T14 drained: from IDLE, when the requests are closed
//   EXIT Cancelled  T4 cancelled: from ATTEMPT(n), before the writer is called; from IDLE after
//                   T2 shutdown received, which does no I/O
//   EXIT Fatal      T10 fatal: from ATTEMPT(n), the policy gives up
//   EXIT Died       T11 died: from ATTEMPT(n), the writer or the policy throws unchecked
//
//   EXIT --> gone   T16 exit: the task takes no more, and the handle keeps what is pending; the
//                   guard is released; the outcome is published

/**
 * The background side. It writes the buffers that it receives, in order, and sends them back. Its
 * outcome is the terminal value of the slot that the buffers come back through.
 *
 * <p>Source: {@code FlushBackgroundTask}.
 */
final class FlushTask<B> implements Runnable {

  private static final String KEPT = "; reclaim() hands out what was not written";

  /** Made while there is memory, for a task that dies without memory to say of what. */
  private static final FlushTaskException UNDESCRIBED =
      new FlushTaskException.Died("flush task died, and there was no memory to say of what", null);

  private final Duplex<Reply<B>, Request<B>> duplex;
  private final OwnedWriter<? super B> writer;
  private final Gate.Guard guard;
  private final CancellationToken token;
  private final RetryPolicy retryPolicy;
  private final FlushListener listener;
  private final Reply.Exit<B> exit = new Reply.Exit<>();

  /** The request under way, null in IDLE. Only the task's thread touches this. */
  private Flush<B> inHand;

  /** Whether the listener knows of the exit. */
  private boolean told;

  FlushTask(
      Duplex<Reply<B>, Request<B>> duplex,
      OwnedWriter<? super B> writer,
      Gate.Guard guard,
      CancellationToken token,
      FlushOptions options) {
    this.duplex = duplex;
    this.writer = writer;
    this.guard = guard;
    this.token = token;
    this.retryPolicy = options.retryPolicy();
    this.listener = options.listener();
  }

  @Override
  public void run() {
    FlushTaskException error = null;
    try {
      if (!drain()) {
        return; // H2 spawn refused
      }
    } catch (FlushTaskException e) {
      error = e; // T4 cancelled, T10 fatal
    } catch (Throwable t) {
      try {
        error = died(t); // T11 died
      } catch (Throwable noRoom) { // else the exit would never be published, and all wait for it
        error = UNDESCRIBED;
      }
    }
    try {
      exit(error);
    } catch (Throwable t) { // each step may be done again, and a thread may wait for the rest
      exit(error);
      report(t);
    }
  }

  /** Serves requests until they are closed and drained. False: the spawn was refused. */
  private boolean drain() throws FlushTaskException {
    Request<B> request = duplex.in().receive();
    while (request instanceof Flush<B> flush) { // T1 flush received
      inHand = flush;
      perform(Operation.FLUSH, flush.offset);
      inHand = null;
      // There will be room: a flush that runs takes the other buffer, and else there is only this
      // one.
      duplex.out().send(flush); // T12 recycled, T13 kept for reclaim
      request = duplex.in().receive();
    }
    if (request instanceof Request.Shutdown<B> shutdown) {
      if (shutdown.how().setLength().isPresent()) {
        // T3 set-length received, T15 length set
        perform(Operation.SET_LENGTH, shutdown.how().setLength().getAsLong());
      } else if (token.isCancelled()) { // T2 shutdown received, T4 cancelled
        throw cancelled("before attempt 1 of shutdown", null);
      }
    }
    return !(request instanceof Request.Refused); // T14 drained
  }

  /** ATTEMPT(1), ATTEMPT(2), ... until an attempt ends well. Throws the exit if none does. */
  private void perform(Operation operation, long position) throws FlushTaskException {
    IOException last = null;
    for (int attempt = 1; ; attempt++) {
      if (token.isCancelled()) { // T4 cancelled; C1 cancel stops: before the first attempt too
        throw cancelled("before " + describe(attempt, operation, position), last);
      }
      tell(true, operation, position, attempt, null, null);
      try {
        // C3 no interrupt: the system call of an attempt under way would go on all the same, and an
        // interrupt would close the channel.
        if (operation == Operation.FLUSH) {
          writer.writeAllAt(inHand.buffer, position);
          inHand.written = true; // B3 verdict: set before anything that can fail
        } else {
          writer.setLength(position);
        }
        // T5 written, T9 retry succeeded, T15 length set
        tell(false, operation, position, attempt, null, null);
        return;
      } catch (FlushTaskException e) {
        // The writer uses another handle, which has ended. No retry can help, and a cancellation
        // stays a cancellation.
        String where = "in " + describe(attempt, operation, position);
        throw e.isCancel() ? cancelled(where, e) : fatal(where, e);
      } catch (IOException e) {
        Optional<Duration> pause;
        try {
          pause = retryPolicy.pauseAfter(e, attempt);
          if (pause.isEmpty()) {
            throw fatal("in " + describe(attempt, operation, position), e); // T10 fatal
          }
        } catch (RuntimeException | Error t) {
          t.addSuppressed(e); // the policy failed: the task dies of t, and e came first
          throw t;
        }
        last = e;
        tell(false, operation, position, attempt, e, pause.get()); // T6 attempt failed
        token.awaitCancelled(pause.get()); // T7 pause over, T8 pause cut short
      }
    }
  }

  private void tell(
      boolean starts, Operation what, long position, int attempt, IOException e, Duration pause) {
    try {
      if (starts) {
        listener.attempt(writer, what, position, attempt);
      } else if (e == null) {
        listener.flushed(writer, what, position, attempt);
      } else {
        listener.pause(writer, what, position, attempt, e, pause);
      }
    } catch (Throwable t) {
      report(t);
    }
  }

  /** Reports what a listener threw. It must not hurt the task. */
  static void report(Throwable t) {
    Thread thread = Thread.currentThread();
    try {
      thread.getUncaughtExceptionHandler().uncaughtException(thread, t);
    } catch (Throwable handlerFailed) {
      // The JVM ignores what a handler throws, and so does this: nobody is left to be told.
    }
  }

  private static FlushTaskException cancelled(String where, IOException cause) {
    return new FlushTaskException.Cancelled("flush task cancelled " + where + KEPT, cause);
  }

  private static FlushTaskException fatal(String where, IOException cause) {
    return new FlushTaskException.Fatal("fatal I/O error " + where + ": " + cause + KEPT, cause);
  }

  /**
   * T16 exit, in this order. First the task takes no more, and what is pending is unflushed. Then
   * the guard is released, then the outcome is published. So no gate waits for a task whose end is
   * known. Only the listener, which is guarded, may allocate. This may be done again.
   */
  private void exit(FlushTaskException error) {
    duplex.in().dropReceive(); // the handle knows what was sent
    if (!told) {
      told = true;
      try {
        listener.exit(writer, Optional.ofNullable(error));
      } catch (Throwable t) {
        report(t);
      }
    }
    guard.close();
    exit.error = error;
    duplex.out().close(exit);
  }

  private FlushTaskException died(Throwable cause) {
    String where = inHand == null ? "" : " in flush of " + describe(inHand);
    return new FlushTaskException.Died(
        "flush task died" + where + " of " + cause.getClass().getName() + KEPT, cause);
  }

  private String describe(int attempt, Operation operation, long position) {
    return ("attempt " + attempt + " of ")
        + (operation == Operation.FLUSH
            ? "flush of " + describe(inHand)
            : "setLength to " + position + " of " + writer);
  }

  /** Names a buffer by identity, so that it is found in the remains. Its toString is not ours. */
  private String describe(Flush<B> flush) {
    String identity = Integer.toHexString(System.identityHashCode(flush.buffer));
    String buffer = flush.buffer.getClass().getName() + "@" + identity;
    return buffer + " at offset " + flush.offset + " to " + writer;
  }
}
