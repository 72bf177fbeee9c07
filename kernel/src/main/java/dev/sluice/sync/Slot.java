// SPDX-License-Identifier: Apache-2.0
package dev.sluice.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

// The whole state of a slot is one word, so that each decision is one atomic change, and a waiter
// is visible exactly while its condition is false: there is no window for a lost wake-up.
//
//   word    means                                sender changes it to  receiver changes it to
//   ------  -----------------------------------  --------------------  ----------------------
//   null    empty                                item, Closed          Empty, GONE
//   Empty   empty, the receiver waits            item, Closed          nothing: it is parked
//   item    full                                 Full, Closed          null, GONE
//   Full    full, the sender waits with one      nothing: it is        the sender's item, GONE
//           item more                            parked
//   Closed  the sender is done; it holds what    nothing               GONE
//           was sent, and the terminal value
//   GONE    the receiver is done                 nothing               nothing
//
//   S1 put              null or Empty becomes the item. The receiver puts the next item of Full: so
//                       two sides that share a processor take turns once for two items.
//   S2 full             the item becomes Full: the sender waits.
//   S3 take             the item becomes null, Full the next item; Closed gives an item out.
//   S4 empty            null becomes Empty: the receiver waits.
//   S5 sender closes    the word becomes Closed. Its items come first, then the terminal value.
//   S6 receiver closes  the word becomes GONE.
//   S7 put refused      the word is GONE.
//   S8 wake             who waits in Empty or Full is unparked, after the word has changed.
//   S9 takeover         if an Error ends a call, another thread can go on for that side. A word
//                       that names a thread which waits no more is a state like the others, and
//                       whom a call was about to wake is kept.
//
// Full and Empty are two words for two waiters on purpose: a waiter that both sides share loses a
// wake-up as soon as the two park in turn.

/**
 * A one-place channel without a lock. At any time at most one thread may be the sender ({@link
 * #send}, {@link #close}), and at most one the receiver ({@link #receive}, {@link #closeReceive}).
 * A side may move from thread to thread if something orders the two, as a flush handle does.
 *
 * <p>What the sender did before {@code send} or {@code close} happens-before the return of the
 * {@code receive} or {@code closeReceive} that delivers the item; what the receiver did before it
 * took an item happens-before the return of a {@code send} that found the place free again.
 *
 * <p>Waiting keeps an interrupt. Only closeReceive, and a receive after one that died, allocate.
 *
 * <p>Source: {@code tokio::sync::mpsc::channel(1)}, with a terminal value for message and close.
 *
 * @param <M> what travels; any type, as nothing that the caller can make is mistaken for a mark
 */
public final class Slot<M> {

  /** Words that are not items; no caller can make one. */
  private static class Mark {}

  /** Empty, and the receiver waits; the receiver's, who reuses it. */
  private static final class Empty extends Mark {
    Thread receiver;
  }

  /** Full, and the sender waits; the sender's, who reuses it. */
  private static final class Full extends Mark {
    Object item;
    Object next;
    Thread sender;
    boolean put; // set by the receiver that puts next; if not, the sender was refused
  }

  /** Closed by the sender. The receiver, alone from then on, takes the items (or null) out. */
  private static final class Closed extends Mark {
    Object item;
    Object next; // what a send that died was waiting to put: S9 takeover
    Object terminal;
  }

  private static final Mark GONE = new Mark();
  private static final VarHandle WORD;

  static {
    try {
      WORD = MethodHandles.lookup().findVarHandle(Slot.class, "word", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile Object word;
  private Empty empty = new Empty();
  private final Full full = new Full();
  private final Closed closed = new Closed();
  private final Spinner sendSpinner = new Spinner();
  private final Spinner receiveSpinner = new Spinner();

  /** Whom a side is about to wake; stays if the call dies before that. */
  private Thread senderWakes;

  private Thread receiverWakes;

  /** An empty slot. */
  public Slot() {}

  /**
   * A slot that holds an item already.
   *
   * @param first the item that the first {@link #receive} will return
   */
  public Slot(M first) {
    word = Objects.requireNonNull(first, "first");
  }

  /**
   * Sends an item; waits while the slot is full.
   *
   * @param item the item; the receiver's once this returns true
   * @return false if the receiver is gone: the item was not sent and stays the sender's
   * @throws IllegalStateException if this side was closed, or a second thread is seen to send
   */
  public boolean send(M item) {
    Objects.requireNonNull(item, "item");
    for (; ; ) {
      Object w = word;
      if (w == null) {
        if (WORD.compareAndSet(this, null, item)) { // S1 put; else the receiver waits, or went away
          return true;
        }
      } else if (w instanceof Empty waiting) {
        Thread receiver = waiting.receiver;
        senderWakes = receiver;
        if (WORD.compareAndSet(this, w, item)) { // S1 put; else a receive that died began again
          LockSupport.unpark(receiver); // S8 wake: only now that the item is visible
          senderWakes = null;
          return true;
        }
      } else if (w == GONE) {
        return false; // S7 put refused
      } else if (w instanceof Mark) {
        throw new IllegalStateException("must not send after close, nor by two threads at once");
      } else if (!sendSpinner.spin(this, w)) {
        // The receiver is done with an earlier use of this mark: this thread saw the word changed.
        full.item = w;
        full.next = item;
        full.sender = Thread.currentThread();
        full.put = false;
        if (WORD.compareAndSet(this, w, full)) { // S2 full; else the item was taken just now
          sendSpinner.park(this, full);
          if (full.put) { // or who went away may still read the item
            full.item = null; // to be collected
          }
          full.next = null;
          return full.put; // the receiver put it; or it is gone: S7 put refused
        }
      }
    }
  }

  /**
   * Receives an item; waits while the slot is empty and open.
   *
   * @return the next item, now the receiver's; once the sender closed and the last item was taken,
   *     the terminal value, each time
   * @throws IllegalStateException if this side was closed
   */
  public M receive() {
    for (; ; ) {
      Object w = word;
      if (w == null) {
        if (!receiveSpinner.spin(this, null)) {
          if (receiverWakes != null) {
            LockSupport.unpark(receiverWakes); // S9 takeover
          }
          empty.receiver = Thread.currentThread();
          if (WORD.compareAndSet(this, null, empty)) { // S4 empty; else something was sent just now
            receiveSpinner.park(this, empty);
          }
        }
      } else if (!(w instanceof Mark)) {
        if (WORD.compareAndSet(this, w, null)) { // S3 take; else the sender waits now, or closed
          return cast(w);
        }
      } else if (w == full) {
        // All is read before the word changes, because from then on the sender may reuse the mark.
        Object item = full.item;
        Object next = full.next;
        Thread sender = full.sender;
        full.put = true;
        receiverWakes = sender;
        if (WORD.compareAndSet(this, w, next)) { // S3 take, S1 put; else a dead send was closed
          LockSupport.unpark(sender); // S8 wake: only now that the word has changed
          receiverWakes = null;
          return cast(item);
        }
      } else if (w == closed) {
        Object item = closed.item;
        if (item == null) {
          return cast(closed.terminal); // S5 sender closes
        }
        closed.item = closed.next;
        closed.next = null;
        return cast(item); // S3 take
      } else if (w instanceof Empty) {
        // S9 takeover: a receive died while it waited. The sender may have read that mark, and be
        // about to wake the old thread: this one needs a mark of its own.
        empty = new Empty();
        WORD.compareAndSet(this, w, null);
      } else {
        throw new IllegalStateException("must not receive when gone");
      }
    }
  }

  /**
   * Closes the sender's side, without waiting. An item not yet taken is still delivered, and so is
   * that of a send which an Error ended; after it each {@link #receive} returns the terminal value.
   *
   * @param terminal the receiver's from now on, if this returns true
   * @return false if the receiver is gone, or this side was closed already: no effect
   */
  public boolean close(M terminal) {
    Objects.requireNonNull(terminal, "terminal");
    if (senderWakes != null) {
      LockSupport.unpark(senderWakes); // S9 takeover
    }
    for (; ; ) {
      Object w = word;
      if (w == GONE || w == closed) {
        return false;
      }
      closed.item = w == full ? full.item : w instanceof Mark ? null : w;
      closed.next = w == full ? full.next : null;
      closed.terminal = terminal;
      senderWakes = w instanceof Empty waiting ? waiting.receiver : null;
      if (WORD.compareAndSet(this, w, closed)) { // S5 sender closes
        LockSupport.unpark(senderWakes); // S8 wake; no effect for null
        return true;
      }
    }
  }

  /**
   * Closes the receiver's side, without waiting: later sends are refused, and so is one that waits
   * now. One atomic exchange decides every race: the item is handed back here, or the send refused.
   *
   * @return the item that was sent and not yet received: the caller's now
   */
  public Optional<M> closeReceive() {
    return Optional.ofNullable(leave());
  }

  /** Likewise, but lets go of what was sent and not received; the sender may know what it is. */
  public void dropReceive() {
    leave();
  }

  private M leave() {
    LockSupport.unpark(receiverWakes); // S9 takeover; no effect for null
    if (word == full) {
      full.put = false; // S9 takeover: a receive that died has set it; now the sender is refused
    }
    Object w = WORD.getAndSet(this, GONE); // S6 receiver closes
    if (w == full) {
      // Read after the word has changed: the sender, refused now, does not touch these two again.
      receiverWakes = full.sender;
      LockSupport.unpark(full.sender); // S8 wake
      return cast(full.item);
    }
    return cast(w == closed ? closed.item : w instanceof Mark ? null : w);
  }

  Object word() {
    return word;
  }

  /**
   * Parks while the word is {@code mine}. A thread with its interrupt flag set does not sleep in
   * {@code park}, it would spin: the flag is cleared for the wait and restored after it (H16
   * interrupt).
   */
  void parkWhile(Object mine) {
    boolean interrupted = false;
    try {
      while (word == mine) {
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @SuppressWarnings("unchecked") // only send and close put items in, and they take an M
  private M cast(Object item) {
    return (M) item;
  }
}
