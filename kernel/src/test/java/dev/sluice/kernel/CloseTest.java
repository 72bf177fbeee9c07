// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.kernel.FlushTaskException.Cancelled;
import dev.sluice.kernel.FlushTaskException.Died;
import dev.sluice.kernel.FlushTaskException.Fatal;
import dev.sluice.kernel.RecordingWriter.Hold;
import dev.sluice.kernel.Remains.Unflushed;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import dev.sluice.sync.Slot;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Close, which waits and throws; a call that died; and a handle that nobody ends. */
@Bounded
class CloseTest {

  /** Closes the handle on another thread. */
  static Caller<Void> closing(Rig rig) {
    return Caller.call(
        () -> {
          rig.handle.close();
          return null;
        });
  }

  @Test
  @DisplayName("H17 T13 T14 L2 L4: close waits until all is written and the task has exited")
  void closeWaitsUntilAllIsWrittenAndTheTaskHasExited() throws Throwable {
    try (Rig rig = new Rig()) {
      Hold first = rig.writer.holdNext();
      rig.handle.flush(rig.mine, 0);
      Caller<Void> closing = closing(rig);
      closing.awaitWaitingIn(Slot.class);
      assertEquals(List.of(), rig.writer.attempts());
      first.release();
      closing.result();
      assertEquals(Rig.SIZE, rig.writer.file().length);
      rig.gate.close(); // the guard is released before close returns
      assertFalse(rig.handle.isOpen());
      Remains<ByteBuffer, RecordingWriter> remains = rig.handle.reclaim();
      assertSame(rig.writer, remains.writer().orElseThrow());
      assertEquals(Optional.empty(), remains.error());
      rig.assertConserved(remains, rig.spare);
    }
  }

  @Test
  @DisplayName("H14 H17: after a detach, too, close waits until all is written")
  void closeAfterDetachWaitsUntilAllIsWritten() throws Throwable {
    try (Rig rig = new Rig()) {
      Hold first = rig.writer.holdNext();
      rig.handle.flush(rig.mine, 0);
      rig.handle.detach();
      Caller<Void> closing = closing(rig);
      closing.awaitWaitingIn(Slot.class);
      first.release();
      closing.result();
      assertEquals(Rig.SIZE, rig.writer.file().length);
    }
  }

  @Test
  @DisplayName("H17 C1: close of a task with nothing to do looks at no token: nothing is missing")
  void closeWithNothingToWriteEndsWellThoughCancelled() throws Exception {
    try (Rig rig = new Rig()) {
      rig.token.cancel();
      rig.handle.close();
      assertEquals(List.of("exit Ok"), rig.listener.events());
    }
  }

  @Test
  @DisplayName("H18 H19 B3: close throws if something is not written; it and later calls say why")
  void closeThrowsIfSomethingIsNotWritten() throws Exception {
    for (boolean detached : new boolean[] {false, true}) {
      try (Rig rig = new Rig()) {
        Hold first = rig.writer.holdNext();
        rig.handle.flush(rig.mine, 5);
        if (detached) {
          rig.handle.detach();
        }
        first.releaseThrowing(new ClosedChannelException());
        Fatal error = assertThrows(Fatal.class, rig.handle::close);
        rig.handle.close(); // the error has been reported
        rig.handle.detach();
        RefusedException.Ended refused =
            assertThrows(RefusedException.Ended.class, () -> rig.handle.flush(rig.spare, 0));
        assertSame(error, refused.firstError().orElseThrow());
        Remains<ByteBuffer, RecordingWriter> remains = rig.handle.reclaim();
        assertSame(error, remains.error().orElseThrow());
        assertEquals(List.of(new Unflushed<>(rig.mine, 5)), remains.unflushed());
        rig.assertConserved(remains, rig.spare);
      }
    }
  }

  @Test
  @DisplayName("H18 T4: a cancellation stays one, for close and for later calls")
  void aCancellationStaysOneForCloseAndLaterCalls() throws Exception {
    try (Rig rig = new Rig()) {
      rig.token.cancel();
      rig.handle.flush(rig.mine, 0);
      assertThrows(Cancelled.class, rig.handle::close);
      assertTrue(
          assertThrows(RefusedException.Ended.class, () -> rig.handle.flush(rig.spare, 8))
              .isCancel());
    }
  }

  @Test
  @DisplayName("H19: after each end close and detach have no effect, and close throws nothing")
  void closeAndDetachAfterTheEndHaveNoEffect() throws Exception {
    try (Rig rig = new Rig()) {
      rig.handle.close();
      List<String> events = rig.listener.events();
      rig.handle.close();
      rig.handle.detach();
      assertEquals(1, rig.handle.reclaim().clean().size());
      rig.handle.close();
      rig.handle.detach();
      assertEquals(events, rig.listener.events());
    }
    try (Rig rig = new Rig()) {
      rig.writer.failNext(new ClosedChannelException());
      rig.handle.flush(rig.mine, 0);
      rig.handle.detach();
      assertTrue(rig.handle.reclaim().error().isPresent());
      rig.handle.close(); // reclaim has reported it
    }
  }

  /**
   * A handle whose next flush dies after it was let in. The kind of Error makes no difference. Here
   * the test closes the handle's requests, which causes an Error at any time.
   */
  private static final class Dying {
    final RecordingWriter writer = new RecordingWriter();
    final ByteBuffer spare = Rig.buffer(2);
    final ByteBuffer first = Rig.buffer(1);
    final Flush<ByteBuffer> held = new Flush<>();
    final Duplex<Request<ByteBuffer>, Reply<ByteBuffer>> duplex =
        new Duplex<>(new Slot<>(), new Slot<>(held));
    final Thread thread =
        new Thread(
            new FlushTask<>(
                duplex.crossed(),
                writer,
                new Gate().enter(),
                new CancellationToken(),
                FlushOptions.defaults().withListener(new RecordingListener())));
    final FlushHandle<ByteBuffer, RecordingWriter> handle;
    final Hold writing = writer.holdNext();

    Dying() throws Exception {
      held.fill(spare, 0, true);
      handle = new FlushHandle<>(duplex, writer, thread, held);
      thread.start();
      assertSame(spare, handle.flush(first, 0));
      writing.awaitHeld();
      assertTrue(duplex.out().close(new Request.Drop<>()));
    }

    Throwable die() {
      Throwable death = assertThrows(IllegalStateException.class, () -> handle.flush(spare, 8));
      assertFalse(death instanceof RefusedException, "it was not let in");
      writing.release();
      return death;
    }

    /** Checks B1 and B3: the first was written, and the remains have the second. */
    void assertNothingLost(Throwable death) {
      Remains<ByteBuffer, RecordingWriter> remains = handle.reclaim();
      assertSame(first, remains.clean().get(0));
      assertEquals(List.of(new Unflushed<>(spare, 8)), remains.unflushed());
      assertSame(spare, remains.unflushed().get(0).buffer());
      assertSame(writer, remains.writer().orElseThrow());
      assertSame(death, remains.error().orElseThrow().getCause());
      assertEquals(1, writer.attempts().size());
      Caller.join(thread);
    }
  }

  @Test
  @DisplayName(
      "H20 H21: a call that died ends the handle: later calls throw, with that as the cause")
  void laterCallsThrowWithTheErrorThatACallDiedOf() throws Exception {
    Dying dying = new Dying();
    Throwable death = dying.die();
    assertFalse(dying.handle.isOpen());
    for (int i = 0; i < 2; i++) {
      RefusedException.Ended flush =
          assertThrows(RefusedException.Ended.class, () -> dying.handle.flush(Rig.buffer(3), 16));
      assertSame(death, flush.firstError().orElseThrow());
      RefusedException.Ended shutdown =
          assertThrows(
              RefusedException.Ended.class,
              () -> dying.handle.shutdown(ShutdownRequest.keepLength()));
      assertSame(death, shutdown.firstError().orElseThrow());
    }
    dying.assertNothingLost(death); // H22
  }

  @Test
  @DisplayName("H20 H22 H18: after a call that died close waits for the exit, and throws that")
  void closeThrowsWhatACallDiedOf() throws Exception {
    Dying dying = new Dying();
    Throwable death = dying.die();
    Died error = assertThrows(Died.class, dying.handle::close);
    assertSame(death, error.getCause());
    dying.handle.close(); // H19: the death has been reported
    dying.assertNothingLost(death);
  }

  @Test
  @DisplayName("H20 H21 H14: after a detach too the refusal says of what the call died")
  void detachKeepsTheErrorThatACallDiedOf() throws Exception {
    Dying dying = new Dying();
    Throwable death = dying.die();
    dying.handle.detach();
    RefusedException.Ended refused =
        assertThrows(RefusedException.Ended.class, () -> dying.handle.flush(Rig.buffer(3), 16));
    assertSame(death, refused.firstError().orElseThrow());
    assertSame(death, assertThrows(Died.class, dying.handle::close).getCause());
    dying.assertNothingLost(death);
  }

  @Test
  @DisplayName(
      "H23 T14 L4: a handle that is unreachable: the task writes all, exits, and is told of")
  void theTaskOfAnUnreachableHandleWritesAllAndExits() throws Exception {
    RecordingWriter writer = new RecordingWriter();
    Gate gate = new Gate();
    abandonOne(writer, gate);
    Caller<Void> closing =
        Caller.call(
            () -> {
              gate.close(); // returns when the task has exited
              return null;
            });
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Stage.DEADLINE_SECONDS);
    while (closing.thread().isAlive() && System.nanoTime() - end < 0) {
      System.gc();
      closing.thread().join(10);
    }
    Caller.join(closing.thread());
    assertEquals(Rig.SIZE, writer.file().length);
  }

  private static void abandonOne(RecordingWriter writer, Gate gate) throws Exception {
    FlushOptions options = FlushOptions.defaults().withListener(new RecordingListener());
    FlushHandle.spawn(writer, Rig.buffer(2), gate, new CancellationToken(), options)
        .flush(Rig.buffer(1), 0);
  }
}
