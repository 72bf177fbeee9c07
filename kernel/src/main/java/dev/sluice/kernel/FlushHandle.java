// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import dev.sluice.kernel.HandleState.Phase;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import dev.sluice.sync.GateClosedException;
import dev.sluice.sync.Slot;
import java.util.Objects;

/**
 * The owner's side of a flush task. The owner hands over dirty buffers and gets clean ones back.
 *
 * <p>Two buffers are in circulation: the caller's, and one that the kernel holds between calls. The
 * kernel's is the spare at first, later the one submitted last. While the task writes one buffer,
 * the caller fills the other. If the task cannot keep up, {@link #flush} waits for it.
 *
 * <p>There is one owner at a time. A second thread that calls while a call is running is refused
 * with {@link RefusedException.InCall}, and the running call is unharmed (E3 one owner). A thread
 * that calls after another thread's flush may be refused too, unless it was told of its end: by a
 * volatile write after the flush, a lock, a join. An interrupt does not end a wait; it is kept.
 *
 * <p>End each handle by {@link #close} or {@link #shutdown}. An abandoned handle is ended when the
 * garbage collector finds it, with a warning that says where the handle was spawned.
 *
 * <p>After an error or a shutdown each {@link #flush} and {@link #shutdown} throws {@link
 * RefusedException.Ended} with the first error as its cause, and has no effect (E1 terminal).
 *
 * <p>An {@link Error} may end a call at any point, if stack or memory run out. If the call was not
 * let in before that, nothing has changed. Else the handle has ended, as by an error. Then {@link
 * #close} writes what can be written, and throws. {@link #reclaim} hands out all buffers; a buffer
 * that is not among them is the caller's. If an Error ends one of these calls, call it again.
 *
 * <p>Source: {@code FlushHandle}. Its {@code &mut self} is checked at run time here.
 *
 * @param <B> the buffer; buffers are told apart by identity
 * @param <W> the writer
 */
public final class FlushHandle<B, W extends OwnedWriter<? super B>> implements AutoCloseable {

  private final Duplex<Request<B>, Reply<B>> duplex;
  private final W writer;
  private final Thread task;

  /** The caller that this lets in owns the fields below until its call ends. */
  private final HandleState<B, W> state = new HandleState<>();

  /** The object that is filled next. Its buffer is null, unless a call has failed. */
  private Flush<B> free = new Flush<>();

  private Flush<B> held; // the object with the buffer that the kernel holds

  /** Null in a rehearsal. */
  private Abandoned<B> watch;

  FlushHandle(Duplex<Request<B>, Reply<B>> duplex, W writer, Thread task, Flush<B> held) {
    this.duplex = duplex;
    this.writer = writer;
    this.task = task;
    this.held = held;
  }

  /**
   * Starts a flush task and returns its handle. After any exception, also one of the thread
   * factory, writer and buffer are still the caller's, and nothing is inside the gate.
   *
   * @param writer the task's from now on, until {@link #shutdown} or {@link #reclaim} hands it back
   * @param spare the kernel's from now on; the first {@link #flush} returns it
   * @param gate the task is inside the gate from now on, and leaves it when it exits
   * @param token the task looks at it before each attempt, and not while it has nothing to do
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
      guard.enter(); // this is last: nothing can fail after it
      return handle; // H1 spawn
    } catch (Throwable t) {
      // H2 spawn refused: if a task was started, by a factory too, it leaves and touches nothing.
      duplex.out().close(new Request.Refused<>());
      throw t;
    }
  }

  /**
   * Submits a buffer to be written at an offset, and returns another buffer for reuse. Waits while
   * the task is behind.
   *
   * <p>The buffer returned is the one that the kernel held until now. It was written at the offset
   * that it was submitted for, and no write of it is under way. You know that {@code buffer} was
   * written when a later call hands it back, or {@link #shutdown} or {@link #close} returns.
   *
   * @param buffer the kernel's from now on, with its contents, also if {@link FlushTaskException}
   *     is thrown: then {@link #reclaim} hands it out. After any other exception it is the caller's
   * @param offset in bytes
   * @return a clean buffer, now the caller's; its position and limit are as they were left
   * @throws FlushTaskException if the task has ended; then this handle has ended too
   * @throws IllegalArgumentException if the offset is negative, the kernel holds this buffer
   *     already, or {@link OwnedWriter#check} refuses it; nothing has changed
   * @throws RefusedException after an end, or while another call is running; nothing has changed
   */
  public B flush(B buffer, long offset) throws FlushTaskException {
    Objects.requireNonNull(buffer, "buffer");
    if (offset < 0) {
      throw new IllegalArgumentException("the offset of the buffer is negative: " + offset);
    }
    writer.check(buffer, offset); // before the call is let in: check may throw, and call anything
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
        throw state.failed(awaitExit()); // H6 task exited: awaitExit receives it again
      }
      free = recycled;
      held = request;
      clean = recycled.buffer;
      recycled.buffer = null;
      state.open(); // H4 buffer back
      return clean;
    } catch (RuntimeException | Error e) {
      if (in) { // H20 call died: these lines need neither stack nor memory
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
   * Ends the task after all that was submitted is written, and waits for its exit.
   *
   * @param request whether to set the length at the end
   * @return the writer, which is the caller's again; {@link #reclaim} hands out the buffers
   * @throws FlushTaskException if the task ended before all was done, also because the token was
   *     cancelled before the shutdown; {@link #reclaim} hands out what was not written
   * @throws RefusedException after an end, or while another call is running; nothing has changed
   */
  public W shutdown(ShutdownRequest request) throws FlushTaskException {
    Objects.requireNonNull(request, "request");
    end("shutdown", new Request.Shutdown<>(request));
    return writer;
  }

  /**
   * Ends the task after all that was submitted is written, and waits for its exit, also after
   * {@link #detach}. Then {@link #reclaim} hands out buffers and writer. If the handle has ended,
   * this has no effect.
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
   * Lets go of the task, and does not wait: the task writes what is in flight, then exits. If the
   * handle has ended, this has no effect. To wait, call {@link #close} or {@link #reclaim}.
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
        state.word = state.death == null ? Phase.DETACHED : Phase.DEAD; // H21 dead names the Error
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
   * this waits for the task's exit. After an error, a shutdown or a close the task has exited.
   *
   * @return all of it, which is now the caller's; a second call returns nothing
   * @throws RefusedException before any end, or while another call is running; nothing has changed
   */
  public Remains<B, W> reclaim() {
    try {
      end("reclaim", new Request.Drop<>());
    } catch (FlushTaskException e) {
      // This error is handed out with the rest, in the remains.
    }
    return state.handOut();
  }

  /**
   * Tells whether a call would be let in now. Any thread may ask.
   *
   * @return false during a call, and after any end
   */
  public boolean isOpen() {
    return state.word == Phase.OPEN;
  }

  /** Ends the handle. {@code last} is not sent if the requests are closed or the task is gone. */
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
      if (in) { // H20 call died: the owner may call again
        if (state.death == null) {
          state.death = e;
        }
        state.word = Phase.DEAD;
      }
      throw e;
    }
  }

  /** A writer, policy or listener must not call: it would wait for itself for ever. */
  private void refuseTheTask(String call) {
    if (Thread.currentThread() == task) {
      throw new RefusedException.InCall(call + " was called by the handle's own flush task");
    }
  }

  /** Receives until the exit comes. After an Error this may be called again: the exit stays. */
  private Remains<B, W> awaitExit() {
    Reply<B> reply = duplex.in().receive();
    while (!(reply instanceof Reply.Exit<B> exit)) {
      reply = duplex.in().receive();
    }
    if (watch != null) {
      watch.end();
    }
    // The buffer of held was submitted before that of free.
    return Remains.of(held, free, writer, state.firstError(exit.error));
  }
}
