// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.io.FileChannelWriter;
import dev.sluice.kernel.RecordingWriter.Hold;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import dev.sluice.sync.Slot;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** H16: an interrupt does not end a wait, is kept, and makes no thread spin. */
@Bounded
class InterruptTest {

  /** In the original the caller gives up here, and its shutdown then waits for ever. */
  @Test
  @DisplayName("H16 L2 B1: interrupted between send and receive, then shutdown: nothing is lost")
  void anInterruptBetweenSendAndReceiveLosesNothing() throws Throwable {
    try (Rig rig = new Rig()) {
      Hold first = rig.writer.holdNext();
      rig.handle.flush(rig.mine, 0);
      first.awaitHeld();
      Caller<ByteBuffer> caller =
          Caller.call(
              () -> {
                ByteBuffer clean = rig.handle.flush(rig.spare, 8);
                assertSame(rig.writer, rig.handle.shutdown(ShutdownRequest.keepLength()));
                return clean;
              });
      caller.awaitWaitingIn(Slot.class); // the caller has sent, and waits to receive
      caller.interruptIn(Slot.class);
      first.release();
      assertSame(rig.mine, caller.result());
      assertTrue(caller.interruptedAtEnd());
      assertEquals(2 * Rig.SIZE, rig.writer.file().length);
      Remains<ByteBuffer, RecordingWriter> remains = rig.handle.reclaim();
      assertEquals(List.of(), remains.unflushed());
      rig.assertConserved(remains, rig.mine);
    }
  }

  @Test
  @DisplayName("H16: a flag set before the call is kept by each call, whether it waits or not")
  void anInterruptFlagSetBeforeACallIsKept() throws Throwable {
    try (Rig rig = new Rig()) {
      Hold first = rig.writer.holdNext();
      Caller<ByteBuffer> flush = Caller.callInterrupted(() -> rig.handle.flush(rig.mine, 0));
      assertSame(rig.spare, flush.result());
      assertTrue(flush.interruptedAtEnd());
      Caller<ByteBuffer> waits = Caller.callInterrupted(() -> rig.handle.flush(rig.spare, 8));
      waits.awaitWaitingIn(Slot.class);
      first.release();
      assertSame(rig.mine, waits.result());
      assertTrue(waits.interruptedAtEnd());
      Caller<?> shutdown =
          Caller.callInterrupted(() -> rig.handle.shutdown(ShutdownRequest.keepLength()));
      assertSame(rig.writer, shutdown.result());
      assertTrue(shutdown.interruptedAtEnd());
      Caller<Remains<ByteBuffer, RecordingWriter>> reclaim =
          Caller.callInterrupted(rig.handle::reclaim);
      rig.assertConserved(reclaim.result(), rig.mine);
      assertTrue(reclaim.interruptedAtEnd());
    }
  }

  @Test
  @DisplayName("H16: interrupts while shutdown, reclaim and close wait are kept")
  void interruptsDuringShutdownReclaimAndCloseAreKept() throws Throwable {
    try (Rig rig = new Rig()) {
      Hold first = rig.writer.holdNext();
      rig.handle.flush(rig.mine, 0);
      Caller<?> shutdown = Caller.call(() -> rig.handle.shutdown(ShutdownRequest.keepLength()));
      shutdown.awaitWaitingIn(Slot.class);
      shutdown.interruptIn(Slot.class);
      shutdown.interruptIn(Slot.class);
      first.release();
      assertSame(rig.writer, shutdown.result());
      assertTrue(shutdown.interruptedAtEnd());
    }
    try (Rig rig = new Rig()) {
      Hold first = rig.writer.holdNext();
      rig.handle.flush(rig.mine, 0);
      rig.handle.detach();
      Caller<Remains<ByteBuffer, RecordingWriter>> reclaim = Caller.call(rig.handle::reclaim);
      reclaim.awaitWaitingIn(Slot.class);
      reclaim.interruptIn(Slot.class);
      first.release();
      rig.assertConserved(reclaim.result(), rig.spare);
      assertTrue(reclaim.interruptedAtEnd());
    }
    try (Rig rig = new Rig()) {
      Hold first = rig.writer.holdNext();
      rig.handle.flush(rig.mine, 0);
      Caller<Void> close = CloseTest.closing(rig);
      close.awaitWaitingIn(Slot.class);
      close.interruptIn(Slot.class);
      first.release();
      close.result();
      assertTrue(close.interruptedAtEnd());
    }
  }

  /** Seen red by a shutdown that sets it. */
  @Test
  @DisplayName("H16: no call sets a flag that was not set, whether it waits or not")
  void noCallSetsAnInterruptFlag() throws Throwable {
    assertSetsNoFlag(rig -> rig.handle.flush(rig.spare, 8));
    assertSetsNoFlag(rig -> rig.handle.shutdown(ShutdownRequest.keepLength()));
    assertSetsNoFlag(rig -> rig.handle.close());
    assertSetsNoFlag(
        rig -> {
          rig.handle.detach();
          rig.handle.reclaim();
        });
  }

  private interface Use {
    void of(Rig rig) throws Exception;
  }

  /** First a flush that need not wait, then what waits until that flush is written. */
  private static void assertSetsNoFlag(Use use) throws Throwable {
    try (Rig rig = new Rig()) {
      Hold first = rig.writer.holdNext();
      Caller<ByteBuffer> flush = Caller.call(() -> rig.handle.flush(rig.mine, 0));
      assertSame(rig.spare, flush.result());
      assertFalse(flush.interruptedAtEnd());
      Caller<Void> waits =
          Caller.call(
              () -> {
                use.of(rig);
                return null;
              });
      waits.awaitWaitingIn(Slot.class);
      first.release();
      waits.result();
      assertFalse(waits.interruptedAtEnd());
    }
  }

  @Test
  @DisplayName("H16 G3 K3: gate and token keep interrupts too, and go on waiting")
  void gateAndTokenWaitOnWhenInterruptedAndKeepTheFlag() throws Throwable {
    Gate gate = new Gate();
    CancellationToken token = new CancellationToken();
    Gate.Guard guard = gate.enter();
    Caller<Void> closing =
        Caller.call(
            () -> {
              gate.close();
              return null;
            });
    Caller<Boolean> pausing = Caller.call(() -> token.awaitCancelled(Duration.ofHours(1)));
    closing.awaitWaitingIn(Gate.class);
    pausing.awaitWaitingIn(CancellationToken.class);
    closing.interruptIn(Gate.class);
    pausing.interruptIn(CancellationToken.class);
    guard.close();
    token.cancel();
    closing.result();
    assertTrue(pausing.result());
    assertTrue(closing.interruptedAtEnd());
    assertTrue(pausing.interruptedAtEnd());
  }

  @Test
  @DisplayName("H16: a wait with the flag set takes under 5 ms of processor time per second")
  void anInterruptedWaitTakesHardlyAnyProcessorTime() throws Throwable {
    Slot<String> empty = new Slot<>();
    Slot<String> full = new Slot<>("first");
    Gate gate = new Gate();
    Stage warned = new Stage("the gate has warned, and what that needs is loaded");
    Gate.Guard guard = gate.guard(named(warned));
    guard.enter();
    CancellationToken token = new CancellationToken();
    List<Caller<?>> waits =
        List.of(
            Caller.callInterrupted(empty::receive),
            Caller.callInterrupted(() -> full.send("second")),
            Caller.callInterrupted(
                () -> {
                  gate.close();
                  return null;
                }),
            Caller.callInterrupted(() -> token.awaitCancelled(Duration.ofSeconds(Long.MAX_VALUE))),
            Caller.callInterrupted(() -> token.awaitCancelled(Duration.ofHours(1))));
    List<Class<?>> where =
        List.of(
            Slot.class, Slot.class, Gate.class, CancellationToken.class, CancellationToken.class);
    for (int i = 0; i < waits.size(); i++) {
      waits.get(i).awaitWaitingIn(where.get(i));
    }
    warned.await();
    waits.get(2).awaitWaitingIn(Gate.class); // and it has logged the wait, which it does by itself
    long[] before = waits.stream().mapToLong(InterruptTest::processorTime).toArray();
    new CancellationToken().awaitCancelled(Duration.ofSeconds(1)); // this is the time to measure
    for (int i = 0; i < waits.size(); i++) {
      long took = processorTime(waits.get(i)) - before[i];
      assertTrue(took < 5_000_000, "wait " + i + " took " + took + " ns of processor time");
    }
    empty.send("item");
    full.receive();
    guard.close();
    token.cancel();
    for (Caller<?> wait : waits) {
      wait.result();
      assertTrue(wait.interruptedAtEnd());
    }
  }

  /** Returns an object that says so when it is asked for its name, which the log does. */
  private static Object named(Stage asked) {
    return new Object() {
      @Override
      public String toString() {
        asked.reach();
        return "InterruptTest";
      }
    };
  }

  private static long processorTime(Caller<?> caller) {
    long nanos = ManagementFactory.getThreadMXBean().getThreadCpuTime(caller.thread().getId());
    assertTrue(nanos >= 0, "this JVM does not measure processor time");
    return nanos;
  }

  @Test
  @DisplayName("C3: interrupts of the caller do not reach the task: its channel stays open")
  void interruptsOfTheCallerLeaveTheChannelOpen(@TempDir Path directory) throws Throwable {
    Path file = directory.resolve("file");
    Gate gate = new Gate();
    try (FileChannelWriter writer = FileChannelWriter.open(file)) {
      FlushHandle<ByteBuffer, FileChannelWriter> handle =
          FlushHandle.spawn(
              writer, Rig.buffer(2), gate, new CancellationToken(), FlushOptions.defaults());
      Caller<Integer> caller =
          Caller.callInterrupted(
              () -> {
                ByteBuffer buffer = Rig.buffer(1);
                for (int i = 0; i < 50; i++) {
                  buffer = handle.flush(Rig.fill(buffer, i), (long) i * Rig.SIZE);
                  Thread.currentThread().interrupt();
                }
                handle.shutdown(ShutdownRequest.keepLength());
                return 50 * Rig.SIZE;
              });
      byte[] expected = new byte[caller.result()];
      for (int i = 0; i < expected.length; i++) {
        expected[i] = (byte) (i / Rig.SIZE);
      }
      assertTrue(writer.channel().isOpen());
      assertArrayEquals(expected, Files.readAllBytes(file));
    }
    gate.close();
  }
}
