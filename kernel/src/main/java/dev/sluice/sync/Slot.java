// SPDX-License-Identifier: Apache-2.0
package dev.sluice.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

// The whole state of a slot is one word. So each decision is one atomic change, and a waiter is
// visible exactly while its condition is false. There is no window for a lost wake-up.
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
//   S8 wake             the thread that waits in Empty or Full is unparked after the change.
//   S9 takeover         if an Error ends a call, another thread can go on for that side. A word
//                       that names a thread which no longer waits is a state like the others. The
//                       slot keeps the thread that the dead call was about to wake.
//
// Full and Empty are two marks, one for each waiter. If both sides shared one, a wake-up would be
// lost as soon as the two sides park in turn.

/**
 * A one-place channel without a lock. At any time at most one thread may be the sender ({@link
 * #send}, {@link #close}), and at most one the receiver ({@link #receive}, {@link #closeReceive}).
 * A side may move to another thread if something orders the two threads, as a flush handle does.
 *
 * <p>What the sender did before {@code send} or {@code close} happens-before the return of the
 * {@code receive} or {@code closeReceive} that delivers the item. What the receiver did before it
 * took an item happens-before the return of a {@code send} that found the place free again.
 *
 * <p>An interrupt does not end a wait. Only closeReceive, and a receive after a dead one, allocate.
 *
 * <p>Source: {@code tokio::sync::mpsc::channel(1)}, with a terminal value for message and close.
 *
 * @param <M> the items; of any type, as no caller can make an object that is taken for a mark
 */
public final class Slot<M> {

  /** A word that is not an item. No caller can make one. */
  private static class Mark {}

  /** The slot is empty, and the receiver waits. The receiver owns this mark and reuses it. */
  private static final class Empty extends Mark {
    Thread receiver;
  }

  /** The slot is full, and the sender waits. The sender owns this mark and reuses it. */
  private static final class Full extends Mark {
    Object item;
    Object next;
    Thread sender;
    boolean put; // the receiver has put next; if not, the sender was refused
  }

  /** The sender has closed. From then on only the receiver changes this: it takes the items out. */
  private static final class Closed extends Mark {
    Object item;
    Object next; // S9 takeover: what a send that died was waiting to put
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

  /** The thread that a side is about to wake. It stays here if the call dies before that. */
  private Thread senderWakes;

  private Thread receiverWakes;

  /** Creates an empty slot. */
  public Slot() {}

  /**
   * Creates a slot that holds an item already.
   *
   * @param first the item that the first {@link #receive} will return
   */
  public Slot(M first) {
    word = Objects.requireNonNull(first, "first");
  }

  /**
   * Sends an item. Waits while the slot is full.
   *
   * @param item the item, which is the receiver's once this returns true
   * @return false if the receiver is gone: then the item was not sent and stays the sender's
   * @throws IllegalStateException if this side was closed, or a second thread is seen to send
   */
  public boolean send(M item) {
    Objects.requireNonNull(item, "item");
    for (; ; ) {
      Object w = word;
      if (w == null) {
        if (WORD.compareAndSet(this, null, item)) { // S1 put; else the receiver waits or is gone
          return true;
        }
      } else if (w instanceof Empty waiting) {
        Thread receiver = waiting.receiver;
        senderWakes = receiver;
        if (WORD.compareAndSet(this, w, item)) { // S1 put; else a new receive replaced a dead one
          LockSupport.unpark(receiver); // S8 wake: not before the item is visible
          senderWakes = null;
          return true;
        }
      } else if (w == GONE) {
        return false; // S7 put refused
      } else if (w instanceof Mark) {
        throw new IllegalStateException("must not send after close, nor by two threads at once");
      } else if (!sendSpinner.spin(this, w)) {
        // The receiver no longer reads this mark: this thread has seen the word change since then.
        full.item = w;
        full.next = item;
        full.sender = Thread.currentThread();
        full.put = false;
        if (WORD.compareAndSet(this, w, full)) { // S2 full; else the item was taken just now
          sendSpinner.park(this, full);
          if (full.put) { // else the receiver, which has closed, may still read the item
            full.item = null; // for the garbage collector
          }
          full.next = null;
          return full.put; // if it is false, the receiver is gone: S7 put refused
        }
      }
    }
  }

  /**
   * Receives an item. Waits while the slot is empty and open.
   *
   * @return the next item, now the receiver's; when all are taken and the sender has closed, the
   *     terminal value, each time
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
        // All is read before the word changes, because after that the sender may reuse the mark.
        Object item = full.item;
        Object next = full.next;
        Thread sender = full.sender;
        full.put = true;
        receiverWakes = sender;
        if (WORD.compareAndSet(this, w, next)) { // S3 take, S1 put; else a dead send was closed
          LockSupport.unpark(sender); // S8 wake: not before the word has changed
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
        // S9 takeover: a receive died while it waited. The sender may have read that mark and
        // may be about to wake the old thread. So this thread needs a mark of its own.
        empty = new Empty();
        WORD.compareAndSet(this, w, null);
      } else {
        throw new IllegalStateException("must not receive when gone");
      }
    }
  }

  /**
   * Closes the sender's side without waiting. Items that were not taken yet are still delivered,
   * also that of a send which an Error ended. Then each {@link #receive} returns the terminal
   * value.
   *
   * @param terminal the terminal value, which is the receiver's if this returns true
   * @return false if the receiver is gone or this side was closed already: the call had no effect
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
   * Closes the receiver's side without waiting. Later sends are refused, and so is a send that
   * waits now. One atomic exchange decides each race: the send is refused, or its item returned.
   *
   * @return the item that was sent and not yet received, which is now the caller's
   */
  public Optional<M> closeReceive() {
    return Optional.ofNullable(leave());
  }

  /** Closes likewise, and does not return the item; the sender may know what it is. */
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
      // The word has changed, so the sender is refused: it does not touch these two fields again.
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
   * Parks while the word is {@code mine}. A thread whose interrupt flag is set does not sleep in
   * {@code park}: it would spin. So the flag is cleared for the wait and set again (H16 interrupt).
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

  @SuppressWarnings("unchecked") // only send and close put items in, and both take an M
  private M cast(Object item) {
    return (M) item;
  }
}
