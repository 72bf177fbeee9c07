// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;

//                flush H3, shutdown, close
//   -- H1 --> OPEN ----------------> IN_CALL -------------------------> FAILED  H5 H6 H9 H10 H18
//            |   ^  buffer back H4    |  |    task ended by an error
//            |   +--------------------+  |
//            | detach H14                +----------------------------> SHUT    H7 H8 H17
//            v                           |    task ended well
//         DETACHED                       | an Error ends the call H20
//            | reclaim H15, close H17    v
//            v wait for the task       DEAD --> reclaim, close, detach: as DETACHED H22
//         FAILED, SHUT
//
//   no handle   the thread factory refused H2
//   OPEN        reclaim throws
//   IN_CALL     an argument is refused: OPEN again, nothing has changed
//               a second thread calls: throws, the running call is unharmed H13
//               an interrupt: kept, changes nothing H16
//   DETACHED    flush, shutdown: throw
//   DEAD        flush, shutdown: throw, with that Error as the cause H21
//   FAILED      flush, shutdown: throw H11
//   SHUT        flush, shutdown: throw H12
//   both        close, detach: no effect H19. reclaim: hands out, once H15
//   unreachable before FAILED or SHUT: the task drains, and exits H23
//
// FAILED and SHUT are one class, Ended: reclaim replaces it by one with nothing left.

/** The state of a {@link FlushHandle}, one word: who may call it, and how it has ended. */
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
   * A {@link Phase} or {@link Ended}. Who moves it to IN_CALL owns all of the handle until then.
   */
  volatile Object word = Phase.OPEN;

  /** The first Error that ended a call (H20), or null; guarded by the word. */
  Throwable death;

  /** E3: the one change that lets a caller in. A loser has touched nothing. */
  void enter(String call) {
    Object was = WORD.compareAndExchange(this, Phase.OPEN, Phase.IN_CALL);
    if (was != Phase.OPEN) {
      throw refusal(call, was);
    }
  }

  /**
   * The same for what may come from DETACHED and DEAD too (H15, H17, H22). Each look at the word is
   * a compare-and-exchange: it decides, as a call that ends just now must not let this one in, and
   * after a mere release (H4) a read would be a race.
   *
   * @return false if the handle has ended: there is nothing to do (H19)
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
    if (was instanceof Ended<?, ?> ended) { // H11, H12
      return new RefusedException.Ended(ended.by, ended.remains.error().orElse(null));
    }
    if (was == Phase.DEAD) { // H21
      return new RefusedException.Ended("a call that died of " + death, death);
    }
    if (was == Phase.OPEN) {
      return new RefusedException.NotEnded(call);
    }
    return was == Phase.DETACHED
        ? new RefusedException.Ended("detach", null)
        : new RefusedException.InCall(
            call + ": another call is running; a handle has one owner at a time"); // H13
  }

  /**
   * H4: only now, with all else in place. A release is enough: whoever goes on from OPEN gets in by
   * a compare-and-set, after all that this call did. Others may see it late: one that nothing has
   * told of the end of this call may be refused (H13). A full fence cost 15 % (bench/variants).
   */
  void open() {
    WORD.setRelease(this, Phase.OPEN);
  }

  /**
   * Why the handle has ended, for the thread that asks.
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

  /** H15, after an end: once. */
  Remains<B, W> handOut() {
    for (; ; ) {
      @SuppressWarnings("unchecked") // it has ended, and no other is made
      Ended<B, W> ended = (Ended<B, W>) word;
      Ended<B, W> spent = new Ended<>(ended.by, ended.remains.handedOut());
      if (WORD.compareAndSet(this, ended, spent)) { // H15
        return ended.remains;
      }
    }
  }
}
