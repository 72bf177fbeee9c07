// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import dev.sluice.kernel.HandleState.Phase;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import dev.sluice.sync.GateClosedException;
import dev.sluice.sync.Slot;
import java.util.Objects;

/**
 * The owner's side of a flush task: hands over dirty buffers, gets clean ones back.
 *
 * <p>Two buffers are in circulation, the caller's and one that the kernel holds between calls: at
 * first the spare, later the one submitted last. While the task writes one the caller fills the
 * other; if the task cannot keep up, {@link #flush} waits for it.
 *
 * <p>There is one owner at a time: a second thread that calls while a call is running is refused
 * with {@link RefusedException.InCall}, and the running call is unharmed (E3 one owner). A thread
 * that calls after another thread's flush may be refused too, unless it was told of its end: by a
 * volatile write after the flush, a lock, a join. An interrupt does not end a wait; it is kept.
 *
 * <p>End each handle by {@link #close} or {@link #shutdown}. One that is abandoned is ended when it
 * is found by the garbage collector, with a warning that says where it was spawned.
 *
 * <p>After an error or a shutdown each call but {@link #close}, {@link #detach} and {@link
 * #reclaim} throws {@link RefusedException.Ended} with the first error as its cause, and has no
 * effect (E1 terminal).
 *
 * <p>An {@link Error}, for want of stack or memory, may end a call at any point. Either the call
 * had not been let in, and nothing has changed; or the handle has ended, as by an error: {@link
 * #close} has written what can be, and throws; {@link #reclaim} hands out all buffers, and one that
 * is not among them is the caller's. Call these again if an Error ends them.
 *
 * <p>Source: {@code FlushHandle}; its {@code &mut self} is checked at run time here.
 *
 * @param <B> the buffer; told apart by identity
 * @param <W> the writer
 */
public final class FlushHandle<B, W extends OwnedWriter<? super B>> implements AutoCloseable {

  private final Duplex<Request<B>, Reply<B>> duplex;
  private final W writer;
  private final Thread task;

  /** Who is let in by it owns the fields below until the call ends. */
  private final HandleState<B, W> state = new HandleState<>();

  /** The one of the two that is filled next. Its buffer is null, but for a call that has failed. */
  private Flush<B> free = new Flush<>();

  private Flush<B> held; // the one with the buffer that the kernel holds

  /** Null in a rehearsal. */
  private Abandoned<B> watch;

  FlushHandle(Duplex<Request<B>, Reply<B>> duplex, W writer, Thread task, Flush<B> held) {
    this.duplex = duplex;
    this.writer = writer;
    this.task = task;
    this.held = held;
  }

  /**
   * Starts a flush task and returns its handle. After any exception, also of the thread factory,
   * writer and buffer are the caller's, and nothing is inside the gate.
   *
   * @param writer the task's from now on, until {@link #shutdown} or {@link #reclaim} hands it back
   * @param spare the kernel's from now on; the first {@link #flush} returns it
   * @param gate the task is inside from now on, and leaves when it exits
   * @param token looked at before each attempt; a task with nothing to do does not look
   * @param options thread, policy, listener
   * @param <B> the buffer
   * @param <W> the writer
   * @return the handle
   * @throws IllegalArgumentException if {@link OwnedWriter#check} refuses the spare
   * @throws GateClosedException if the gate is closing or closed
   * @throws IllegalStateException if the thread factory returned null
   */
  public static <B, W extends OwnedWriter<? super B>> FlushHandle<B, W> spawn(
      W writer, B spare, Gate gate, CancellationToken token, FlushOptions options) {
    Objects.requireNonNull(token, "token");
    writer.check(Objects.requireNonNull(spare, "spare"), 0);
    Rehearsal.once();
    Gate.Guard guard = gate.guard(writer);
    Flush<B> held = new Flush<>();
    held.fill(spare, 0, true);
    Duplex<Request<B>, Reply<B>> duplex = new Duplex<>(new Slot<>(), new Slot<>(held));
    Runnable task = new FlushTask<>(duplex.crossed(), writer, guard, token, options);
    try {
      Thread thread = options.threadFactory().newThread(task);
      if (thread == null) {
        throw new IllegalStateException("the thread factory returned null: no task was started");
      }
      FlushHandle<B, W> handle = new FlushHandle<>(duplex, writer, thread, held);
      handle.watch = Abandoned.watch(handle, duplex, writer);
      thread.start();
      guard.enter(); // last: nothing can fail after it
      return handle; // H1 spawn
    } catch (Throwable t) {
      // H2 spawn refused: a task that was started, by a factory too, leaves and touches nothing.
      duplex.out().close(new Request.Refused<>());
      throw t;
    }
  }

  /**
   * Submits a buffer to be written at an offset, and returns another one for reuse. Waits while the
   * task is behind.
   *
   * <p>The buffer returned is the one that the kernel held until now: it was written at the offset
   * that it was submitted for, and nothing writes it any more. That {@code buffer} was written is
   * known when a later call hands it back, or {@link #shutdown} or {@link #close} returns.
   *
   * @param buffer the kernel's from now on, contents and all, also if {@link FlushTaskException} is
   *     thrown: then {@link #reclaim} hands it out. Any other exception leaves it the caller's
   * @param offset in bytes
   * @return a clean buffer, the caller's, with its position and the like as they were left
   * @throws FlushTaskException if the task has ended: this handle too, then
   * @throws IllegalArgumentException if the offset is negative, the kernel holds this buffer
   *     already, or {@link OwnedWriter#check} refuses it; nothing has changed
   * @throws RefusedException after an end, or while another call is running; nothing has changed
   */
  public B flush(B buffer, long offset) throws FlushTaskException {
    Objects.requireNonNull(buffer, "buffer");
    if (offset < 0) {
      throw new IllegalArgumentException("the offset of the buffer is negative: " + offset);
    }
    writer.check(buffer, offset); // before this is let in: it may throw, and call what it likes
    boolean in = false;
    B clean = null;
    try {
      refuseTheTask("flush");
      state.enter("flush"); // H3 submit
      in = true;
      if (buffer == held.buffer) {
        long at = held.offset;
        in = false;
        state.word = Phase.OPEN;
        throw new IllegalArgumentException(
            "the kernel still holds this buffer, it was submitted for offset "
                + at
                + " or is the spare: fill and flush the buffer that the last call returned");
      }
      Flush<B> request = free;
      request.fill(buffer, offset, false);
      if (!duplex.out().send(request)) {
        throw state.failed(awaitExit()); // H5 send refused
      }
      if (!(duplex.in().receive() instanceof Flush<B> recycled)) {
        throw state.failed(awaitExit()); // H6 task exited: awaitExit receives that again
      }
      free = recycled;
      held = request;
      clean = recycled.buffer;
      recycled.buffer = null;
      state.open(); // H4 buffer back
      return clean;
    } catch (RuntimeException | Error e) {
      if (in) { // H20 call died: this much needs neither stack nor memory
        if (clean != null) {
          free.buffer = clean;
        }
        state.death = e;
        state.word = Phase.DEAD;
      }
      throw e;
    }
  }

  /**
   * Ends the task after all that was submitted is written; waits for the exit.
   *
   * @param request whether to set the length at the end
   * @return the writer, the caller's again; {@link #reclaim} hands out the buffers
   * @throws FlushTaskException if the task ended before all was done, which includes a token
   *     cancelled before the shutdown; {@link #reclaim} hands out what was not written
   * @throws RefusedException after an end, or while another call is running; nothing has changed
   */
  public W shutdown(ShutdownRequest request) throws FlushTaskException {
    Objects.requireNonNull(request, "request");
    end("shutdown", new Request.Shutdown<>(request));
    return writer;
  }

  /**
   * Ends the task after all that was submitted is written, and waits for the exit, also after
   * {@link #detach}; {@link #reclaim} then hands out buffers and writer. No effect if the handle
   * has ended.
   *
   * @throws FlushTaskException if something submitted was not written, or a call died of an Error,
   *     and neither a call nor {@link #reclaim} has said so before
   * @throws RefusedException.InCall while another call is running; nothing has changed
   */
  @Override
  public void close() throws FlushTaskException {
    end("close", new Request.Drop<>());
  }

  /**
   * Lets go of the task, and does not wait: it writes what is in flight, then exits. No effect if
   * the handle has ended. To wait, {@link #close} or {@link #reclaim}.
   *
   * @throws RefusedException.InCall while another call is running; nothing has changed
   */
  public void detach() {
    refuseTheTask("detach");
    if (state.enterToEnd("detach", true)) {
      try {
        duplex.out().close(new Request.Drop<>()); // H14 detach; no effect when closed
        if (watch != null) {
          watch.detached = true;
        }
        state.word = state.death == null ? Phase.DETACHED : Phase.DEAD; // as H21 dead says of what
      } catch (Error e) { // H20 call died
        if (state.death == null) {
          state.death = e;
        }
        state.word = Phase.DEAD;
        throw e;
      }
    }
  }

  /**
   * Hands out each buffer that the kernel still holds, and the writer, once. After {@link #detach}
   * it waits for the task's exit; after an error, a shutdown or a close it has exited.
   *
   * @return all of it, the caller's now; nothing when called again
   * @throws RefusedException before any end, or while another call is running; nothing has changed
   */
  public Remains<B, W> reclaim() {
    try {
      end("reclaim", new Request.Drop<>());
    } catch (FlushTaskException e) {
      // It is handed out with the rest, as the error of the remains.
    }
    return state.handOut();
  }

  /**
   * Whether a call would be let in now, which any thread may ask.
   *
   * @return false during a call, and after any end
   */
  public boolean isOpen() {
    return state.word == Phase.OPEN;
  }

  /** Ends the handle. No effect of {@code last} if the requests are closed, or the task is gone. */
  private void end(String call, Request<B> last) throws FlushTaskException {
    boolean shutdown = last instanceof Request.Shutdown;
    boolean in = false;
    try {
      refuseTheTask(call);
      if (shutdown) {
        state.enter(call);
      } else if (!state.enterToEnd(call, !call.equals("reclaim"))) { // H15 reclaim
        return; // H19 already ended
      }
      in = true;
      duplex.out().close(last);
      Remains<B, W> remains = awaitExit();
      if (remains.error().isPresent()) {
        throw state.failed(remains); // H9 shutdown refused, H10 shutdown failed, H18 close failed
      }
      Remains<B, W> rest = shutdown ? remains.withoutWriter() : remains;
      // H7 shutdown, H8 shutdown with length, H17 handle closed
      state.word = new HandleState.Ended<>(call, rest);
    } catch (RuntimeException | Error e) {
      if (in) { // H20 call died: it may be called again
        if (state.death == null) {
          state.death = e;
        }
        state.word = Phase.DEAD;
      }
      throw e;
    }
  }

  /** A writer, a policy or a listener that calls would wait for itself for ever. */
  private void refuseTheTask(String call) {
    if (Thread.currentThread() == task) {
      throw new RefusedException.InCall(call + " was called by the handle's own flush task");
    }
  }

  /** Receives until the terminal value, each time the same: may be done again after an Error. */
  private Remains<B, W> awaitExit() {
    Reply<B> reply = duplex.in().receive();
    while (!(reply instanceof Reply.Exit<B> exit)) {
      reply = duplex.in().receive();
    }
    if (watch != null) {
      watch.end();
    }
    // Held was submitted before free.
    return Remains.of(held, free, writer, state.firstError(exit.error));
  }
}
