// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;

//                 H3 submit, shutdown, close
//   H1 spawn --> OPEN ---------------> IN_CALL ------------------> FAILED  task ended by an error
//                | ^   H4 buffer back   | |
//                | +--------------------+ +----------------------> SHUT    task ended well
//      H14 detach|                        |
//                v                        |H20 call died
//             DETACHED                    v
//                |H15 reclaim           DEAD --H22 recovery--> as DETACHED: reclaim, close, detach
//                |H17 handle closed
//                v
//           FAILED, SHUT
//
//   to FAILED   H5 send refused, H6 task exited, H9 shutdown refused, H10 shutdown failed,
//               H18 close failed
//   to SHUT     H7 shutdown, H8 shutdown with length, H17 handle closed
//   no handle   H2 spawn refused, by the thread factory
//   OPEN        reclaim throws
//   IN_CALL     an argument is refused: OPEN again, nothing has changed
//               H13 second owner: throws, the running call is unharmed
//               H16 interrupt: kept, changes nothing
//   DETACHED    flush, shutdown: throw
//   DEAD        H21 dead: flush, shutdown throw, with that Error as the cause
//   FAILED      H11 failed: flush, shutdown throw
//   SHUT        H12 shut: flush, shutdown throw
//   both        H19 already ended: close, detach have no effect. H15 reclaim: hands out, once
//   unreachable before FAILED or SHUT   H23 abandoned: the task drains, and exits
//
// FAILED and SHUT are one class, Ended: reclaim replaces it by one with nothing left.

/** The state of a {@link FlushHandle} in one word: who may call it, and how it has ended. */
final class HandleState<B, W> {

  enum Phase {
    OPEN,
    IN_CALL,
    DETACHED,
    DEAD
  }

  /** FAILED or SHUT. */
  record Ended<B, W>(String by, Remains<B, W> remains) {}

  private static final VarHandle WORD;

  static {
    try {
      WORD = MethodHandles.lookup().findVarHandle(HandleState.class, "word", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * A {@link Phase} or {@link Ended}. A call that sets IN_CALL owns all of the handle until it
   * ends.
   */
  volatile Object word = Phase.OPEN;

  /** The first Error that ended a call (H20 call died), or null; guarded by the word. */
  Throwable death;

  /** E3 one owner: only this change lets a caller in. A refused caller has touched nothing. */
  void enter(String call) {
    Object was = WORD.compareAndExchange(this, Phase.OPEN, Phase.IN_CALL);
    if (was != Phase.OPEN) {
      throw refusal(call, was);
    }
  }

  /**
   * Lets in a call that may also come from DETACHED and DEAD (H15 reclaim, H17 handle closed, H22
   * recovery). Each look at the word is a compare-and-exchange, for two reasons. A call that ends
   * just now must not let this one in. After a mere release (H4 buffer back) a read would be a
   * race.
   *
   * @return false if the handle has ended and there is nothing to do (H19 already ended)
   */
  boolean enterToEnd(String call, boolean fromOpen) {
    Object from = fromOpen ? Phase.OPEN : Phase.DETACHED;
    for (; ; ) {
      Object was = WORD.compareAndExchange(this, from, Phase.IN_CALL);
      if (was == from) {
        return true;
      }
      if (was instanceof Ended) {
        return false;
      }
      if (was == Phase.IN_CALL || was == Phase.OPEN) {
        throw refusal(call, was);
      }
      from = was;
    }
  }

  private RefusedException refusal(String call, Object was) {
    if (was instanceof Ended<?, ?> ended) { // H11 failed, H12 shut
      return new RefusedException.Ended(ended.by, ended.remains.error().orElse(null));
    }
    if (was == Phase.DEAD) { // H21 dead
      return new RefusedException.Ended("a call that died of " + death, death);
    }
    if (was == Phase.OPEN) {
      return new RefusedException.NotEnded(call);
    }
    return was == Phase.DETACHED
        ? new RefusedException.Ended("detach", null)
        : new RefusedException.InCall( // H13 second owner
            call + ": another call is running; a handle has one owner at a time");
  }

  /**
   * H4 buffer back: this is last, with all else in place. A release is enough: the next call gets
   * in by a compare-and-set, after all that this call did. Others may see the release late: a
   * thread that was not told of the end of this call may be refused (H13 second owner). A full
   * fence cost 15 % (bench/variants).
   */
  void open() {
    WORD.setRelease(this, Phase.OPEN);
  }

  /**
   * Returns why the handle has ended, with the stack of the calling thread.
   *
   * @param ofTask why the task ended; null if it ended well
   */
  Optional<FlushTaskException> firstError(FlushTaskException ofTask) {
    FlushTaskException error = ofTask == null ? null : ofTask.inCaller();
    if (death != null && error == null) {
      error = new FlushTaskException.Died("a call of the flush handle died of " + death, death);
    } else if (death != null) {
      error.addSuppressed(death);
    }
    return Optional.ofNullable(error);
  }

  FlushTaskException failed(Remains<B, W> remains) {
    FlushTaskException error = remains.error().orElseThrow();
    word = new Ended<>("an error: " + error.getMessage(), remains);
    return error;
  }

  /** H15 reclaim: hands out what remains after an end, once. */
  Remains<B, W> handOut() {
    for (; ; ) {
      @SuppressWarnings("unchecked") // the handle has ended, and only such an Ended is made
      Ended<B, W> ended = (Ended<B, W>) word;
      Ended<B, W> spent = new Ended<>(ended.by, ended.remains.handedOut());
      if (WORD.compareAndSet(this, ended, spent)) { // H15 reclaim
        return ended.remains;
      }
    }
  }
}
