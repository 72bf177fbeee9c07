// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

//                flush H3, shutdown
//   -- H1 --> OPEN ----------------> IN_CALL -------------------------> FAILED  H5 H6 H9 H10
//            |   ^  buffer back H4    |  |    task ended by an error
//            |   +--------------------+  |
//            | close H14                 +----------------------------> SHUT    H7 H8
//            v                                task ended well
//         DETACHED
//            | reclaim H15, waits for the task's end
//            v
//         reclaimed
//
//   no handle   the thread factory refused H2
//   OPEN        reclaim throws
//   IN_CALL     an argument is refused: OPEN again, nothing has changed
//               a second thread calls: throws, the running call is unharmed H13
//               an interrupt: kept, changes nothing H16
//   DETACHED    flush, shutdown: throw. close: no effect
//   FAILED      flush, shutdown: throw H11. close: no effect. reclaim: hands out, once H15
//   SHUT        flush, shutdown: throw H12. close: no effect. reclaim: hands out, once H15
//
// FAILED, SHUT and reclaimed are one class, Ended: reclaim replaces it by one with nothing left.

/**
 * The owner's side of a flush task: hands over dirty buffers, gets clean ones back.
 *
 * <p>Two buffers are in circulation, the caller's and one that the kernel holds between calls: at
 * first the spare, later the one submitted last. While the task writes one the caller fills the
 * other; if the task cannot keep up, {@link #flush} waits for it.
 *
 * <p>A handle has one owner at a time: a second thread that calls while a call is running is
 * refused with {@link IllegalStateException}, and the running call is unharmed (E3). It may be
 * passed from thread to thread. Waiting is uninterruptible; an interrupt is kept. End each handle
 * by {@link #shutdown} or {@link #close}, or its task waits for ever.
 *
 * <p>After an error or a shutdown each call but {@link #close} and {@link #reclaim} throws {@link
 * IllegalStateException} with the first error as its cause, and has no effect (E1).
 *
 * <p>Source: {@code FlushHandle}; its {@code &mut self} is checked at run time here.
 *
 * @param <B> the buffer; told apart by identity
 * @param <W> the writer
 */
public final class FlushHandle<B, W extends OwnedWriter<? super B>> implements AutoCloseable {

  private enum Phase {
    OPEN,
    IN_CALL,
    DETACHED
  }

  /** FAILED, SHUT, or DETACHED and reclaimed. */
  private record Ended<B, W>(String by, Remains<B, W> remains) {}

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(FlushHandle.class, "state", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Duplex<Request<B>, Reply<B>> duplex;
  private final W writer;
  private final Thread task;

  /**
   * A {@link Phase} or {@link Ended}. Who moves it from OPEN to IN_CALL owns all else until it
   * moves it on. Back to OPEN a release is enough: whoever goes on from there gets in by a
   * compare-and-set, and so comes after all that this call did. Nothing that the call's own thread
   * does next needs to come after it. A full fence here waited for the stores into the request,
   * whose line the task has just read: 15 % of a flush, see bench/variants.
   */
  private volatile Object state;

  /**
   * The two requests that circulate: one that is free, one with the buffer that the kernel holds.
   */
  private Request.Flush<B> free = new Request.Flush<>();

  private Request.Flush<B> held;

  private FlushHandle(
      Duplex<Request<B>, Reply<B>> duplex, W writer, Thread task, Request.Flush<B> held) {
    this.duplex = duplex;
    this.writer = writer;
    this.task = task;
    this.held = held;
    state = Phase.OPEN; // last: who sees a handle OPEN, even by a data race, sees all of it
  }

  /**
   * Starts a flush task and returns its handle (H1).
   *
   * @param writer the task's from now on, until {@link #shutdown} or {@link #reclaim} hands it back
   * @param spare the second buffer, which the first {@link #flush} will return; the kernel's from
   *     now on
   * @param guard the task's from now on, and of no other task: released when it exits
   * @param token looked at before each attempt; a task with nothing to do does not look
   * @param options thread, policies, listener
   * @param <B> the buffer
   * @param <W> the writer
   * @return the handle
   * @throws NullPointerException if anything is null
   * @throws IllegalArgumentException if {@link OwnedWriter#check} refuses the spare
   * @throws IllegalStateException if the guard is released or another task's, or the thread factory
   *     returned null (H2). After any exception, one of the factory or of {@link Thread#start}
   *     included, writer, buffer and guard are the caller's: release the guard
   */
  public static <B, W extends OwnedWriter<? super B>> FlushHandle<B, W> spawn(
      W writer, B spare, Gate.Guard guard, CancellationToken token, FlushOptions options) {
    Objects.requireNonNull(writer, "writer");
    Objects.requireNonNull(spare, "spare");
    Objects.requireNonNull(guard, "guard");
    Objects.requireNonNull(token, "token");
    Objects.requireNonNull(options, "options");
    writer.check(spare, 0);
    Request.Flush<B> held = new Request.Flush<B>().fill(spare, 0);
    Duplex<Request<B>, Reply<B>> duplex = new Duplex<>(new Slot<>(), new Slot<>(held));
    Runnable task = new FlushTask<>(duplex.crossed(), writer, guard, token, options);
    guard.own();
    try {
      Thread thread = options.threadFactory().newThread(task);
      if (thread == null) {
        throw new IllegalStateException(
            "the thread factory returned null: no flush task was started, and writer, buffer and"
                + " guard are still yours");
      }
      thread.start();
      return new FlushHandle<>(duplex, writer, thread, held); // H1
    } catch (Throwable t) {
      // H2: a factory may have started the task, and failed then. It must leave and touch nothing.
      duplex.out().close(new Request.Refused<>());
      guard.disown();
      throw t;
    }
  }

  /**
   * Submits a buffer to be written at an offset, and returns another one for reuse. Waits while the
   * task is behind.
   *
   * <p>The buffer returned is the one that the kernel held until now: it was written at the offset
   * that it was submitted for, and nothing writes it any more (B5). That {@code buffer} was written
   * is known when a later call hands it back, or {@link #shutdown} returns.
   *
   * @param buffer the kernel's from now on, contents and all, also if {@link FlushTaskException} is
   *     thrown: then {@link #reclaim} hands it out as unflushed. Any other exception leaves it the
   *     caller's
   * @param offset in bytes
   * @return a clean buffer, the caller's; its position and the like are as the caller or the writer
   *     left them
   * @throws FlushTaskException if the task has ended: this handle too, then
   * @throws IllegalArgumentException if the offset is negative, the kernel holds this buffer
   *     already, or {@link OwnedWriter#check} refuses it; nothing has changed
   * @throws IllegalStateException after an error, a shutdown or close, or while another call is
   *     running; nothing has changed
   */
  public B flush(B buffer, long offset) throws FlushTaskException {
    Objects.requireNonNull(buffer, "buffer");
    if (offset < 0) {
      throw new IllegalArgumentException("the offset of the buffer is negative: " + offset);
    }
    enter("flush"); // H3
    Request.Flush<B> request = free;
    try {
      if (buffer == held.buffer()) {
        throw new IllegalArgumentException(
            "the kernel still holds this buffer, it was submitted for offset "
                + held.offset()
                + " or is the spare: fill and flush the buffer that the last call returned");
      }
      writer.check(buffer, offset);
    } catch (Throwable t) {
      state = Phase.OPEN;
      throw t;
    }
    request.fill(buffer, offset);
    if (!duplex.out().send(request)) {
      throw failed(awaitExit(request)); // H5
    }
    if (!(duplex.in().receive() instanceof Request.Flush<B> recycled)) {
      throw failed(awaitExit(null)); // H6: the terminal value, which is received again
    }
    free = recycled;
    held = request;
    B clean = recycled.take();
    STATE.setRelease(this, Phase.OPEN); // H4: only now, with all else in place
    return clean;
  }

  /**
   * Ends the task after all that was submitted is written, and returns the writer. Waits for the
   * exit.
   *
   * @param request whether to set the length at the end
   * @return the writer, the caller's again; {@link #reclaim} hands out the buffers
   * @throws FlushTaskException if the task ended before all was done, which includes a token
   *     cancelled before the shutdown; {@link #reclaim} hands out what was not written
   * @throws IllegalStateException after an error, a shutdown or close, or while another call is
   *     running; nothing has changed
   */
  public W shutdown(ShutdownRequest request) throws FlushTaskException {
    Request<B> last = new Request.Shutdown<>(Objects.requireNonNull(request, "request"));
    enter("shutdown");
    duplex.out().close(last); // no effect if the task has exited: H9
    Remains<B, W> remains = awaitExit(null);
    if (remains.error().isPresent()) {
      throw failed(remains); // H9, H10
    }
    state = new Ended<>("shutdown", remains.withoutWriter()); // H7, H8
    return writer;
  }

  /**
   * Lets go of the task, and does not wait: it writes what is in flight, then exits (H14). Use
   * {@link #reclaim} to wait for that and to learn how it ended: above all before you close what
   * the writer writes to. No effect if the handle has ended or was closed.
   *
   * @throws IllegalStateException while another call is running; nothing has changed
   */
  @Override
  public void close() {
    Object was = STATE.compareAndExchange(this, Phase.OPEN, Phase.DETACHED);
    if (was == Phase.IN_CALL) {
      throw refusal("close", was); // H13
    }
    if (was == Phase.OPEN) {
      duplex.out().close(new Request.Drop<>()); // H14
    }
  }

  /**
   * Hands out each buffer that the kernel still holds, and the writer, once (H15). After {@link
   * #close} it waits for the task's exit; after an error or a shutdown the task has exited.
   *
   * @return all of it, the caller's now; nothing when called again
   * @throws IllegalStateException before any end, or while another call is running; nothing has
   *     changed
   */
  public Remains<B, W> reclaim() {
    refuseTheTask("reclaim");
    for (; ; ) {
      Object was = state;
      if (was instanceof Ended<?, ?> ended) {
        Ended<B, W> mine = cast(ended);
        Ended<B, W> spent = new Ended<>(mine.by, mine.remains.handedOut());
        if (STATE.compareAndSet(this, was, spent)) { // H15
          return mine.remains;
        }
      } else if (was != Phase.DETACHED) {
        throw refusal("reclaim", was);
      } else if (STATE.compareAndSet(this, was, Phase.IN_CALL)) { // H15
        Remains<B, W> remains = awaitExit(null);
        state = new Ended<>("close", remains.handedOut());
        return remains;
      }
    }
  }

  /** E3: the one change that lets a caller in. A loser has touched nothing. */
  private void enter(String call) {
    refuseTheTask(call);
    Object was = STATE.compareAndExchange(this, Phase.OPEN, Phase.IN_CALL);
    if (was != Phase.OPEN) {
      throw refusal(call, was);
    }
  }

  /** A writer, a policy or a listener that calls its own handle would wait for itself for ever. */
  private void refuseTheTask(String call) {
    if (Thread.currentThread() == task) {
      throw new IllegalStateException(
          call + " was called by the flush task of this handle, which would wait for itself");
    }
  }

  private static IllegalStateException refusal(String call, Object state) {
    if (state instanceof Ended<?, ?> ended) { // H11, H12
      return new IllegalStateException(
          "must not use after " + ended.by, ended.remains.error().orElse(null));
    }
    return new IllegalStateException(
        state == Phase.OPEN
            ? call + ": the handle has not ended; shut it down or close it first"
            : state == Phase.DETACHED
                ? "must not use after close"
                : call + ": another call is running; a handle has one owner at a time"); // H13
  }

  private FlushTaskException failed(Remains<B, W> remains) {
    FlushTaskException error = remains.error().orElseThrow();
    state = new Ended<>("an error: " + error.getMessage(), remains);
    return error;
  }

  /**
   * Receives what comes back until the task's exit.
   *
   * @param refused the request that the task did not take any more, or null
   * @return all that the kernel held, and what was refused
   */
  private Remains<B, W> awaitExit(Request.Flush<B> refused) {
    List<B> clean = new ArrayList<>(1);
    Reply<B> reply = duplex.in().receive();
    while (reply instanceof Request.Flush<B> recycled) {
      clean.add(recycled.take());
      reply = duplex.in().receive();
    }
    Reply.Exit<B> exit = (Reply.Exit<B>) reply;
    List<Remains.Unflushed<B>> unflushed = exit.unflushed();
    if (refused != null) {
      unflushed.add(refused.unflushed());
    }
    return new Remains<>(clean, unflushed, Optional.of(writer), exit.error());
  }

  @SuppressWarnings("unchecked") // this handle makes no other
  private Ended<B, W> cast(Ended<?, ?> ended) {
    return (Ended<B, W>) ended;
  }
}
