// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import dev.sluice.kernel.FlushListener.Operation;
import java.io.IOException;

//              Flush T1             ends well T5 T9           sent back T12 T13
//   IDLE ------------------> ATTEMPT(1) ---------------> RECYCLE ---------------> IDLE
//
//          Shutdown(length) T3          length set T15
//   IDLE ------------------> ATTEMPT(1) ---------------> IDLE
//
//               fails, not fatal T6            elapses T7, or token cancelled T8
//   ATTEMPT(n) ---------------------> PAUSE(n) --------------------------------> ATTEMPT(n + 1)
//
//   EXIT Ok         from IDLE: requests closed and drained T14
//   EXIT Cancelled  from ATTEMPT(n), before the writer is called: token cancelled T4
//                   from IDLE, by a Shutdown without a length, which does no I/O: likewise T2
//   EXIT Fatal      from ATTEMPT(n): the I/O error is fatal T10
//   EXIT Died       from ATTEMPT(n) or PAUSE(n): the writer or a policy throws unchecked T11
//
//   EXIT --> gone: what is pending is kept, the guard released, the outcome published T16

/**
 * The background side: writes what it receives, in order, and sends the buffers back.
 *
 * <p>Source: {@code FlushBackgroundTask}. What is different: errors are typed, nothing is dropped,
 * and the outcome is the terminal value of the slot that the buffers come back through.
 */
final class FlushTask<B> implements Runnable {

  private static final String KEPT = "; reclaim() hands out what was not written";

  /** Made while there is memory, for a task that dies when there is none. */
  private static final FlushTaskException UNDESCRIBED =
      new FlushTaskException.Died("flush task died, and there was no memory to say of what", null);

  private final Duplex<Reply<B>, Request<B>> duplex;
  private final OwnedWriter<? super B> writer;
  private final Gate.Guard guard;
  private final CancellationToken token;
  private final RetryPolicy retryPolicy;
  private final ErrorPolicy errorPolicy;
  private final GuardedListener listener;
  private final Reply.Exit<B> exit = new Reply.Exit<>();

  /** The request under way, null in IDLE; only the task's thread touches it. */
  private Request.Flush<B> inHand;

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
    this.errorPolicy = options.errorPolicy();
    this.listener = new GuardedListener(options.listener());
  }

  @Override
  public void run() {
    FlushTaskException error = null;
    try {
      if (!drain()) {
        return; // H2
      }
    } catch (FlushTaskException e) {
      error = e; // T4, T10
    } catch (Throwable t) {
      error = died(t); // T11
    }
    exit(error);
  }

  /**
   * Serves requests until they are closed and drained, or an exit is thrown.
   *
   * @return false if the spawn was refused, and there is nothing to exit from
   */
  private boolean drain() throws FlushTaskException {
    Request<B> request = duplex.in().receive();
    while (request instanceof Request.Flush<B> flush) { // T1
      inHand = flush;
      perform(Operation.FLUSH, flush.offset());
      // Not after the send, or the buffer would be the handle's and in Exit as well (B1).
      inHand = null;
      // The handle is about to take another buffer, if it is in a flush; if not, this is the only
      // one that the kernel holds, and there is room for it; if the handle is gone it stays there.
      duplex.out().send(flush); // T12, T13
      request = duplex.in().receive();
    }
    if (request instanceof Request.Shutdown<B> shutdown) {
      if (shutdown.how().setLength().isPresent()) {
        perform(Operation.SET_LENGTH, shutdown.how().setLength().getAsLong()); // T3, T15
      } else if (token.isCancelled()) { // T2, T4
        throw cancelled("before attempt 1 of shutdown", null);
      }
    }
    return !(request instanceof Request.Refused); // T14
  }

  /** ATTEMPT(1), ATTEMPT(2), ... until one ends well; throws the exit if none does. */
  private void perform(Operation operation, long position) throws FlushTaskException {
    for (int attempt = 1; ; attempt++) {
      if (token.isCancelled()) { // T4: before every attempt, the first included (C1)
        throw cancelled("before attempt " + attempt + " of " + describe(operation, position), null);
      }
      if (attempt == 1) {
        listener.attempt(operation, position);
      } else {
        listener.retry(operation, position, attempt);
      }
      try {
        // An attempt under way is never interrupted (C3): the kernel call would go on all the same,
        // and an interrupt would close the channel.
        if (operation == Operation.FLUSH) {
          writer.writeAllAt(inHand.buffer(), position);
        } else {
          writer.setLength(position);
        }
        listener.flushed(operation, position, attempt); // T5, T9, T15
        return;
      } catch (FlushTaskException e) {
        // The writer is on top of another handle, and that one has ended: no retry can help, and a
        // cancellation stays one.
        String where = "in attempt " + attempt + " of " + describe(operation, position);
        throw e.isCancel() ? cancelled(where, e) : fatal(where, e);
      } catch (IOException e) {
        try {
          if (errorPolicy.isFatal(e)) {
            throw fatal("in attempt " + attempt + " of " + describe(operation, position), e); // T10
          }
          listener.pause(operation, position, attempt, e); // T6
          retryPolicy.pause(attempt, token); // T7, T8
        } catch (RuntimeException | Error t) {
          t.addSuppressed(e); // a policy failed: the task dies of that, but of this first
          throw t;
        }
      }
    }
  }

  private static FlushTaskException cancelled(String where, Throwable cause) {
    return new FlushTaskException.Cancelled("flush task cancelled " + where + KEPT, cause);
  }

  private static FlushTaskException fatal(String where, IOException cause) {
    return new FlushTaskException.Fatal("fatal I/O error " + where + KEPT, cause);
  }

  /**
   * T16, in this order: what is still pending is kept, or it would be lost; the guard is released
   * before the outcome is published, so that a gate no longer waits for a task whose end is known.
   * Allocates nothing but within the guarded listener.
   */
  private void exit(FlushTaskException error) {
    // All else that a handle sends is a terminal value, which a slot does not hand back.
    Request.Flush<B> pending = (Request.Flush<B>) duplex.in().closeReceiveOrNull();
    exit.fill(error, inHand, pending);
    listener.exit(error);
    guard.close();
    duplex.out().close(exit);
  }

  private FlushTaskException died(Throwable cause) {
    try {
      String where = inHand == null ? "" : " in " + describe(Operation.FLUSH, inHand.offset());
      return new FlushTaskException.Died(
          "flush task died" + where + " of " + cause.getClass().getName() + KEPT, cause);
    } catch (
        Throwable noMemory) { // or the exit would never be published, and all would wait for it
      return UNDESCRIBED;
    }
  }

  /** Names a buffer by its identity, to be found again in the remains; its toString is not ours. */
  private String describe(Operation operation, long position) {
    if (operation == Operation.SET_LENGTH) {
      return "setLength to " + position;
    }
    B buffer = inHand.buffer();
    String identity = Integer.toHexString(System.identityHashCode(buffer));
    return "flush of " + buffer.getClass().getName() + "@" + identity + " at offset " + position;
  }
}
