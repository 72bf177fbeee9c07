// SPDX-License-Identifier: Apache-2.0
package dev.sluice.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.io.BufferedFlushWriter;
import dev.sluice.kernel.Bounded;
import dev.sluice.kernel.Caller;
import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.RefusedException;
import dev.sluice.kernel.ShutdownRequest;
import dev.sluice.kernel.Stage;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import dev.sluice.sync.GateClosedException;
import dev.sluice.sync.Slot;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * "What refuses says why in its type: a closed gate, a handle that has ended, a second caller.
 * {@code isCancel()} and the first error are on the exception; nobody searches messages or cause
 * chains."
 */
@Bounded
class RefusedTest {

  private final CancellationToken token = new CancellationToken();

  private FlushHandle<ByteBuffer, StubWriter> spawn(StubWriter writer, FlushOptions options) {
    return Edge.spawn(writer, ByteBuffer.allocate(Edge.CAPACITY), new Gate(), token, options);
  }

  private static void refuses(
      Class<? extends RefusedException> type,
      boolean cancel,
      Optional<Throwable> first,
      Executable... calls) {
    for (Executable call : calls) {
      RefusedException e = assertThrows(type, call);
      assertEquals(cancel, e.isCancel());
      assertEquals(first, e.firstError());
      assertEquals(first.orElse(null), e.getCause());
    }
  }

  private static Executable[] uses(FlushHandle<ByteBuffer, StubWriter> handle) {
    return new Executable[] {
      () -> handle.flush(ByteBuffer.allocate(1), 0),
      () -> handle.shutdown(ShutdownRequest.keepLength()),
      () -> handle.shutdown(ShutdownRequest.setLength(0))
    };
  }

  @Test
  @DisplayName("G4: a closed gate has a type of its own, which no handle that has ended has")
  void aClosedGateRefusesByATypeOfItsOwn() {
    Gate gate = new Gate();
    gate.close();
    assertThrows(GateClosedException.class, gate::enter);
    assertThrows(GateClosedException.class, () -> gate.guard("somebody"));
    assertFalse(RefusedException.class.isAssignableFrom(GateClosedException.class));
  }

  /** Seen red by an isCancel that looks at the exception's own type. */
  @Test
  @DisplayName(
      "H11: a refusal after a cancellation is Ended, is a cancel, and carries the Cancelled itself")
  void aRefusalAfterACancelCarriesTheCancelled() throws Exception {
    FlushHandle<ByteBuffer, StubWriter> handle = spawn(StubWriter.good(), Edge.patient());
    token.cancel();
    handle.flush(Edge.full(), 0);
    FlushTaskException first = assertThrows(FlushTaskException.Cancelled.class, handle::close);
    refuses(RefusedException.Ended.class, true, Optional.of(first), uses(handle));
  }

  @Test
  @DisplayName(
      "H11: a refusal after a fatal error is Ended, is not a cancel, and carries the Fatal itself")
  void aRefusalAfterAFatalErrorCarriesIt() throws Exception {
    FlushHandle<ByteBuffer, StubWriter> handle = spawn(StubWriter.full(), Edge.givesUp());
    handle.flush(Edge.full(), 0);
    FlushTaskException first =
        assertThrows(
            FlushTaskException.Fatal.class, () -> handle.shutdown(ShutdownRequest.keepLength()));
    refuses(RefusedException.Ended.class, false, Optional.of(first), uses(handle));
    handle.reclaim();
    refuses(RefusedException.Ended.class, false, Optional.of(first), uses(handle));
  }

  @Test
  @DisplayName("H12: a refusal after a shutdown, a close or a detach is Ended, without an error")
  void aRefusalAfterAGoodEndCarriesNoError() throws Exception {
    List<FlushHandle<ByteBuffer, StubWriter>> ended = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ended.add(spawn(StubWriter.good(), Edge.patient()));
    }
    ended.get(0).shutdown(ShutdownRequest.keepLength());
    ended.get(1).close();
    ended.get(2).detach();
    for (FlushHandle<ByteBuffer, StubWriter> handle : ended) {
      refuses(RefusedException.Ended.class, false, Optional.empty(), uses(handle));
    }
    ended.get(2).close();
  }

  @Test
  @DisplayName("reclaim before any end is refused as NotEnded, and the handle goes on")
  void reclaimBeforeAnyEndIsRefusedAsNotEnded() throws Exception {
    FlushHandle<ByteBuffer, StubWriter> handle = spawn(StubWriter.good(), Edge.patient());
    refuses(RefusedException.NotEnded.class, false, Optional.empty(), handle::reclaim);
    handle.flush(Edge.full(), 0);
    handle.close();
  }

  /** Seen red by a detach that takes the place of a call that is running. */
  @Test
  @DisplayName("H13: each method refuses a second caller as InCall, and the first call is unharmed")
  void aSecondCallerIsRefusedAsInCall() throws Throwable {
    Stage go = new Stage("the writer goes on");
    StubWriter writer = new StubWriter("slow", call -> go.await());
    FlushHandle<ByteBuffer, StubWriter> handle = spawn(writer, Edge.patient());
    handle.flush(Edge.full(), 0);
    ByteBuffer second = Edge.full();
    Caller<ByteBuffer> first = Caller.call(() -> handle.flush(second, Edge.CAPACITY));
    Caller.awaitWaitingIn(first.thread(), Slot.class);
    refuses(RefusedException.InCall.class, false, Optional.empty(), uses(handle));
    refuses(
        RefusedException.InCall.class,
        false,
        Optional.empty(),
        handle::close,
        handle::detach,
        handle::reclaim);
    go.reach();
    first.result();
    handle.close();
    assertEquals(2 * Edge.CAPACITY, writer.content().length);
  }

  @Test
  @DisplayName("H13: the task itself is refused as InCall, and does not wait for itself")
  void theTaskItselfIsRefusedAsASecondCaller() throws Exception {
    List<FlushHandle<ByteBuffer, StubWriter>> handle = new ArrayList<>();
    List<Throwable> thrown = new ArrayList<>();
    Stage made = new Stage("the handle is known");
    StubWriter writer =
        new StubWriter(
            "closes its own handle",
            call -> {
              made.await();
              thrown.add(assertThrows(RuntimeException.class, () -> handle.get(0).close()));
            });
    handle.add(spawn(writer, Edge.patient()));
    made.reach();
    handle.get(0).flush(Edge.full(), 0);
    handle.get(0).close();
    assertInstanceOf(RefusedException.InCall.class, thrown.get(0));
  }

  @Test
  @DisplayName(
      "a BufferedFlushWriter refuses by the same types; after a good end it is a closed channel")
  void aBufferedWriterRefusesByTheSameTypes() throws Exception {
    BufferedFlushWriter<StubWriter> cancelled =
        Edge.buffered(StubWriter.good(), token, Edge.patient());
    token.cancel();
    FlushTaskException first =
        assertThrows(
            FlushTaskException.Cancelled.class,
            () -> cancelled.write(ByteBuffer.allocate(4 * Edge.CAPACITY)));
    refuses(
        RefusedException.Ended.class,
        true,
        Optional.of(first),
        () -> cancelled.write(ByteBuffer.allocate(1)),
        () -> cancelled.exchange(ByteBuffer.allocate(1)));
    BufferedFlushWriter<StubWriter> open = Edge.buffered(StubWriter.good(), Edge.patient());
    refuses(RefusedException.NotEnded.class, false, Optional.empty(), open::reclaim);
    open.close();
    assertThrows(ClosedChannelException.class, () -> open.write(ByteBuffer.allocate(1)));
    assertTrue(open.reclaim().unflushed().isEmpty());
  }
}
