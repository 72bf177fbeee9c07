// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

// The whole state of a slot is one word, so that each decision is one atomic change, and a waiter
// is visible exactly while its condition is false: there is no window for a lost wake-up.
//
//   word        means                         sender changes it to     receiver changes it to
//   ----------  ----------------------------  -----------------------  ----------------------
//   null        empty                         item S1, Closed S5       Empty S4, GONE S6
//   Empty       empty, the receiver waits     item S1 S8, Closed S5 S8 (it is parked)
//   item        full                          Full S2, Closed S5       null S3, GONE S6
//   Full        full, the sender waits with   (it is parked)           that item S3 S1 S8,
//               one item more                                          GONE S6 S8
//   Closed      the sender is done; it holds  nothing                  GONE S6; it takes the
//               a pending item or none, and                            item S3, then receives
//               the terminal value                                     the terminal for ever S5
//   GONE        the receiver is done          nothing: refused S7      nothing
//
//           send                      send, waits
//   null ----------> item -----------------------------> Full
//    | ^             | ^                                   |
//    | +-------------+ +-----------------------------------+
//    |     receive       receive, wake the sender: its next item is now in the place
//    |
//    | receive, waits         send, wake the receiver
//    +---------------> Empty -------------------------> item
//
// The receiver that takes from Full puts the sender's next item in the same change. The sender need
// not run for that: two sides that share a processor take turns once for two items, not for each.
//
// Full and Empty are two words for two waiters on purpose: a waiter that both sides share loses a
// wake-up as soon as the two park in turn.

/**
 * A one-place channel from one sender to one receiver; the only lock-free class of the kernel.
 *
 * <p>At any time at most one thread may be the sender ({@link #send}, {@link #close}) and at most
 * one the receiver ({@link #receive}, {@link #closeReceive}). A side may move from thread to thread
 * if something orders the two, as {@link FlushHandle} does.
 *
 * <p>What the sender did before {@code send} or {@code close} happens-before the return of the
 * {@code receive} or {@code closeReceive} that delivers the item; what the receiver did before it
 * took an item happens-before the return of a {@code send} that found the place free again.
 *
 * <p>Waiting is uninterruptible: an interrupt is kept and restored on return. Nothing is allocated
 * by {@code send} and {@code receive}.
 *
 * <p>Source: {@code tokio::sync::mpsc::channel(1)}, as the original flush task uses it, with a
 * terminal value instead of a message and a close.
 *
 * @param <M> what travels; any type, as nothing that the caller can make is mistaken for a mark
 */
public final class Slot<M> {

  /** Words that are not items. Private, so that no item can be one of them. */
  private static class Mark {}

  /** Empty, and the receiver waits. Owned by the receiver, and reused by it. */
  private static final class Empty extends Mark {
    Thread receiver;
  }

  /** Full, and the sender waits. Owned by the sender, and reused by it. */
  private static final class Full extends Mark {
    Object item;
    Object next;
    Thread sender;
  }

  /** Closed by the sender. The receiver, alone from then on, takes the item (or null) out. */
  private static final class Closed extends Mark {
    Object item;
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
    // The first access through a VarHandle links the place of the call, which allocates. A task
    // that ends for want of memory must be able to say so: each access of its exit is linked
    // here.
    Slot<Object> once = new Slot<>();
    once.close(GONE);
    once.closeReceiveOrNull();
  }

  private volatile Object word;
  private final Empty empty = new Empty();
  private final Full full = new Full();
  private final Closed closed = new Closed();
  private final Spinner sendSpinner = new Spinner();
  private final Spinner receiveSpinner = new Spinner();

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
   * @throws IllegalStateException if this side was closed, or if it is noticed that a second thread
   *     is sending
   */
  public boolean send(M item) {
    Objects.requireNonNull(item, "item");
    for (; ; ) {
      Object w = word;
      if (w == null) {
        if (WORD.compareAndSet(this, null, item)) { // S1
          return true;
        } // else the receiver began to wait, or went away
      } else if (w == empty) {
        Thread receiver = empty.receiver;
        // The receiver does not touch the word while it waits, so this needs no compare-and-set.
        WORD.setVolatile(this, item); // S1
        LockSupport.unpark(receiver); // S8: after the item is visible, or the receiver sleeps on
        return true;
      } else if (w == GONE) {
        return false; // S7
      } else if (w instanceof Mark) {
        throw new IllegalStateException(
            w == full ? "a second thread sends to this slot" : "must not send after close");
      } else if (!sendSpinner.awaitChange(this, w)) {
        // The receiver is done with an earlier use of this mark: it changed the word only after
        // that, and this thread saw the word changed.
        full.item = w;
        full.next = item;
        full.sender = Thread.currentThread();
        if (WORD.compareAndSet(this, w, full)) { // S2; else the item was taken just now
          sendSpinner.park(this, full);
          boolean sent = full.next == null; // the receiver put it; or it is gone: S7
          full.next = null;
          return sent;
        }
      }
    }
  }

  /**
   * Receives an item; waits while the slot is empty and open.
   *
   * @return the next item, now the receiver's; once the sender closed and the last item was taken,
   *     the terminal value, each time
   * @throws IllegalStateException if this side was closed, or if it is noticed that a second thread
   *     is receiving
   */
  public M receive() {
    for (; ; ) {
      Object w = word;
      if (w == null) {
        if (!receiveSpinner.awaitChange(this, null)) {
          empty.receiver = Thread.currentThread();
          if (WORD.compareAndSet(this, null, empty)) { // S4; else something was sent just now
            receiveSpinner.park(this, empty);
          }
        }
      } else if (!(w instanceof Mark)) {
        if (WORD.compareAndSet(this, w, null)) { // S3; else the sender began to wait, or closed
          return cast(w);
        }
      } else if (w == full) {
        // All is read before the word changes, because from then on the sender may reuse the mark.
        Object item = full.item;
        Object next = full.next;
        Thread sender = full.sender;
        full.item = null; // or the item could not be collected until the sender waits again
        full.next = null; // tells the sender that it was put
        WORD.setVolatile(this, next); // S3, S1
        LockSupport.unpark(sender); // S8: after the word has changed, or the sender sleeps on
        return cast(item);
      } else if (w == closed) {
        Object item = closed.item;
        closed.item = null;
        return cast(item == null ? closed.terminal : item); // S3, S5
      } else {
        throw new IllegalStateException(
            w == empty ? "a second thread receives from this slot" : "must not receive when gone");
      }
    }
  }

  /**
   * Closes the sender's side, without waiting. An item not yet taken is still delivered; after it
   * each {@link #receive} returns the terminal value. No effect if the receiver is gone.
   *
   * @param terminal the receiver's from now on, unless it is gone
   * @throws IllegalStateException if this side was closed already
   */
  public void close(M terminal) {
    Objects.requireNonNull(terminal, "terminal");
    for (; ; ) {
      Object w = word;
      if (w == GONE) {
        return;
      }
      if (w == closed || w == full) {
        throw new IllegalStateException(
            w == full ? "a second thread sends to this slot" : "this slot was closed already");
      }
      closed.item = w == empty ? null : w;
      closed.terminal = terminal;
      Thread receiver = w == empty ? empty.receiver : null;
      if (WORD.compareAndSet(this, w, closed)) { // S5
        LockSupport.unpark(receiver); // S8; no effect for null
        return;
      }
    }
  }

  /**
   * Closes the receiver's side, without waiting: later sends are refused, and so is one that waits
   * now. This is one atomic exchange, which decides every race with {@link #send}: either the item
   * is handed back here, or the send is refused.
   *
   * @return the item that was sent and not yet received: the caller's now
   */
  public Optional<M> closeReceive() {
    return Optional.ofNullable(closeReceiveOrNull());
  }

  /** Without an allocation, which could fail after the exchange and lose the item. */
  M closeReceiveOrNull() {
    Object w = WORD.getAndSet(this, GONE); // S6
    if (w == full) {
      // Read after the word was changed; but the sender, refused now, does not touch these two
      // again.
      LockSupport.unpark(full.sender); // S8
      return cast(full.item);
    }
    return cast(w == closed ? closed.item : w instanceof Mark ? null : w);
  }

  /**
   * Parks while the word is {@code mine}. A thread with its interrupt flag set does not sleep in
   * {@code park}, it would spin: the flag is cleared for the wait and restored after it (H16).
   */
  private void awaitChange(Mark mine) {
    boolean interrupted = false;
    while (word == mine) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @SuppressWarnings("unchecked") // only send and close put items in, and they take an M
  private M cast(Object item) {
    return (M) item;
  }

  /**
   * Spins for a little while before its side parks, because to park and to be woken costs a hundred
   * hand-offs. One for each side, touched by that side only.
   *
   * <p>The limit adapts. It doubles when a spin paid. It falls to an eighth when the wait was
   * longer than spinning ever lasts, so that a wait that is always long costs next to nothing, and
   * so does one on a processor that others want. But two sides that both park would do so for ever,
   * as each is then too slow for the other's few spins: so after a park that the spins up to the
   * most would have covered the limit is the most.
   *
   * <p>A spin that was in vain ends with a yield, because the other side may be in the queue of
   * this very processor. Seen on Linux: two sides that park in turn come to share a processor, next
   * to one that is idle, and stay there, as there is never more than one thread to be moved; two
   * that yield can both run, and one is moved. While the yield pays, spins are in vain and the
   * limit falls. The first yield that does not pay is taken to say that the other side has a
   * processor of its own now: this one spins on, because to park would bring the two together once
   * more.
   *
   * <p>Measured by bench/variants, JDK 17, two processors, a flush that waits for a write. With
   * {@code MOST} a quarter one of 80 us takes 88 us in place of 81; with twice as much, one of 160
   * us takes 163 in place of 169, for 1.8 times the processor time. If no park counts as short, one
   * of 80 us takes 87; if those of twice the length do, one of 160 us costs 1.3 times the processor
   * time. All processors busy and a writer that does nothing ({@code LOAD=busy}): without the yield
   * a flush takes 90 us in two of four JVMs, with it 6 at most. How fast the limit grows and falls,
   * how far, and for how long a side spins on after a yield made no difference that could be told
   * from chance.
   *
   * <p>A virtual thread spins for a sixty-fourth of that at most, because to park costs it little
   * and its carrier has others to run, which may be what the yield is for; and its limit falls to
   * 0, because where two share a carrier each spin is in vain. JDK 25, all processors busy: 1.24
   * times as long as an exchange (the bench's compare), and about five times as long if it spins as
   * a platform thread (no command here repeats that). What kind a thread is is asked for after each
   * yield: a side that moved spins as before until then.
   *
   * <p>On a single processor nobody else could make progress meanwhile: there is no spinning, and
   * to park makes way as a yield would.
   */
  private static final class Spinner {
    private static final int MOST = Runtime.getRuntime().availableProcessors() > 1 ? 1 << 12 : 0;
    private static final int MOST_OF_VIRTUAL = MOST >> 6;
    private static final long NANOS_OF_A_SPIN = 25; // Zen 4

    private int most = MOST_OF_VIRTUAL;
    private int limit = MOST_OF_VIRTUAL;
    private boolean yieldPaid = true; // or nothing is known yet: then spin on, too

    /** True if the word was seen to be something else than {@code unwanted}. */
    boolean awaitChange(Slot<?> slot, Object unwanted) {
      while (MOST > 0) {
        for (int i = 0; i < limit; i++) {
          Thread.onSpinWait();
          if (slot.word != unwanted) {
            if (limit < most) { // a store only if need be: the word may be in the same cache line
              limit = Math.min(most, limit * 2);
            }
            return true;
          }
        }
        Thread.yield();
        most = mostOfThisThread();
        if (slot.word != unwanted) {
          yieldPaid = true;
          limit = lower();
          return true;
        }
        if (!yieldPaid) {
          break;
        }
        yieldPaid = false;
        limit = most / 8;
      }
      return false;
    }

    /** Parks while the word is {@code mine}. */
    void park(Slot<?> slot, Mark mine) {
      if (MOST == 0) { // nothing to learn; and a look at the clock is a step of a schedule
        slot.awaitChange(mine);
        return;
      }
      long start = System.nanoTime();
      slot.awaitChange(mine);
      long nanos = System.nanoTime() - start;
      limit = nanos < NANOS_OF_A_SPIN * (most - limit) ? most : lower();
    }

    private int lower() {
      return Math.max(most >> 8, Math.min(most, limit) / 8);
    }

    /** JDK 17 has no other way to ask; the group's name is in JEP 444. */
    private static int mostOfThisThread() {
      String group = Thread.currentThread().getThreadGroup().getName();
      return "VirtualThreads".equals(group) ? MOST_OF_VIRTUAL : MOST;
    }
  }
}
