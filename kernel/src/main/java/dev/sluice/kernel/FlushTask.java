// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import dev.sluice.kernel.FlushListener.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

//                 Flush [T1]                          write ends well [T5 T9]
//   IDLE --------------------------> ATTEMPT(n) -------------------------------> RECYCLE
//    ^ |                              |  |  ^ ^                                      |
//    | | Shutdown(length) [T3]        |  |  | | elapses [T7], or token cancelled [T8]|
//    | +------------------------------+  |  | +-- PAUSE(n): n becomes n + 1          |
//    |         length is set [T15]    |  |  |        ^                               |
//    |<-------------------------------+  |  |        | I/O fails, not fatal [T6]     |
//    |                                   |  |        |                               |
//    |                                   |  +--------+                               |
//    |   the handle takes the buffer [T12], or is gone [T13]                         |
//    |<------------------------------------------------------------------------------+
//    |                                   |
//    | drained, or Shutdown() [T14]      | token cancelled [T4], fatal [T10], unchecked [T11]
//    v                                   v
//   EXIT Ok                             EXIT Cancelled, Fatal, Died
//    +-----------------------------------+----> gone [T16]
//
// Shutdown without a length does no I/O, but the token is looked at for it too [T2].

/**
 * The background side: writes what it receives, in order, and sends the buffers back.
 *
 * <p>Source: {@code FlushBackgroundTask}. What is different: errors are typed, nothing is dropped,
 * and the outcome is the terminal value of the slot that the buffers come back through.
 */
final class FlushTask<B> implements Runnable {

  private static final String KEPT = "; reclaim() hands out what was not written";

  private final Duplex<Reply<B>, Request<B>> duplex;
  private final OwnedWriter<B> writer;
  private final Gate.Guard guard;
  private final CancellationToken token;
  private final RetryPolicy retryPolicy;
  private final ErrorPolicy errorPolicy;
  private final FlushListener listener;

  /** The request under way, null in IDLE; only the task's thread touches it. */
  private Request.Flush<B> inHand;

  FlushTask(
      Duplex<Reply<B>, Request<B>> duplex,
      OwnedWriter<B> writer,
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
    Optional<FlushTaskException> error = Optional.empty(); // T14
    try {
      if (!drain()) {
        return; // H2
      }
    } catch (FlushTaskException e) {
      error = Optional.of(e); // T4, T10
    } catch (Throwable t) {
      error = Optional.of(died(t)); // T11
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
      inHand =
          null; // not after the send: the buffer would be the handle's and in Exit as well (B1)
      // Between calls the kernel holds one buffer, and this is it: there is room for it, and if the
      // handle is gone it waits there for reclaim.
      duplex.out().send(flush); // T12, T13
      request = duplex.in().receive();
    }
    if (request instanceof Request.Shutdown<B> shutdown) {
      if (shutdown.how().setLength().isPresent()) {
        perform(Operation.SET_LENGTH, shutdown.how().setLength().getAsLong()); // T3, T15
      } else if (token.isCancelled()) { // T2, T4
        throw cancelled("shutdown", 1);
      }
    }
    return !(request instanceof Request.Refused);
  }

  /** ATTEMPT(1), ATTEMPT(2), ... until one ends well; throws the exit if none does. */
  private void perform(Operation operation, long position) throws FlushTaskException {
    for (int attempt = 1; ; attempt++) {
      if (token.isCancelled()) { // T4: before every attempt, the first included (C1)
        throw cancelled(describe(operation, position), attempt);
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
      } catch (IOException e) {
        if (errorPolicy.isFatal(e)) { // T10
          throw new FlushTaskException.Fatal(
              "fatal I/O error in attempt "
                  + attempt
                  + " of "
                  + describe(operation, position)
                  + KEPT,
              e);
        }
        listener.pause(operation, position, attempt, e); // T6
        retryPolicy.pause(attempt, token); // T7, T8
      }
    }
  }

  private static FlushTaskException cancelled(String what, int attempt) {
    return new FlushTaskException.Cancelled(
        "flush task cancelled before attempt " + attempt + " of " + what + KEPT);
  }

  /**
   * T16, in this order: what is still pending is kept, or it would be lost; the guard is released
   * before the outcome is published, so that a gate no longer waits for a task whose end is known.
   */
  private void exit(Optional<FlushTaskException> error) {
    List<Remains.Unflushed<B>> unflushed = new ArrayList<>(2);
    if (inHand != null) {
      unflushed.add(inHand.unflushed());
    }
    duplex
        .in()
        .closeReceive()
        .ifPresent(pending -> unflushed.add(((Request.Flush<B>) pending).unflushed()));
    listener.exit(error);
    guard.close();
    duplex.out().close(new Reply.Exit<>(error, unflushed));
  }

  /** Calls nothing that could throw: if this failed the exit would never be published. */
  private FlushTaskException died(Throwable cause) {
    String where = inHand == null ? "" : " in " + describe(Operation.FLUSH, inHand.offset());
    return new FlushTaskException.Died(
        "flush task died" + where + " of " + cause.getClass().getName() + KEPT, cause);
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
