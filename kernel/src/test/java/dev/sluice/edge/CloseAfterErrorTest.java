// SPDX-License-Identifier: Apache-2.0
package dev.sluice.edge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.io.BufferedFlushWriter;
import dev.sluice.io.ShutdownMode;
import dev.sluice.kernel.Bounded;
import dev.sluice.kernel.Caller;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.Stage;
import dev.sluice.sync.CancellationToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * "{@code BufferedFlushWriter.close()} after an error returned normally with accepted bytes
 * missing: the first {@code close} throws while bytes are missing. Two threads that close: the
 * second waits for the first, as {@code Channel.close} says."
 */
@Bounded
class CloseAfterErrorTest {

  private static final ByteBuffer THREE = ByteBuffer.wrap(Edge.bytes(3 * Edge.CAPACITY));

  /** Seen red by a close that has no effect after an error. */
  @Test
  @DisplayName(
      "after a write that threw, the first close throws the same type, the second is silent")
  void closeAfterAWriteThatThrewThrowsOnce() throws Exception {
    BufferedFlushWriter<StubWriter> buffered = Edge.buffered(StubWriter.full(), Edge.givesUp());
    assertThrows(FlushTaskException.Fatal.class, () -> buffered.write(THREE.duplicate()));
    FlushTaskException.Fatal e =
        assertThrows(FlushTaskException.Fatal.class, () -> buffered.close());
    assertEquals("No space left on device", e.getCause().getMessage());
    assertFalse(buffered.unsettled().isEmpty());
    buffered.close();
  }

  /** Seen red by the same close. */
  @Test
  @DisplayName("after a shutdown that threw, the first close throws, the second is silent")
  void closeAfterAShutdownThatThrewThrowsOnce() throws Exception {
    BufferedFlushWriter<StubWriter> buffered = Edge.buffered(StubWriter.full(), Edge.givesUp());
    buffered.write(ByteBuffer.wrap(Edge.bytes(5)));
    assertThrows(
        FlushTaskException.Fatal.class, () -> buffered.shutdown(ShutdownMode.padThenSetLength()));
    assertThrows(FlushTaskException.Fatal.class, () -> buffered.close());
    buffered.close();
  }

  /** Seen red by a close that throws each time. */
  @Test
  @DisplayName("a close that fails by itself throws, and the second is silent")
  void closeThatFailsByItselfThrowsOnce() throws Exception {
    BufferedFlushWriter<StubWriter> buffered = Edge.buffered(StubWriter.full(), Edge.givesUp());
    buffered.write(ByteBuffer.wrap(Edge.bytes(5)));
    assertThrows(FlushTaskException.Fatal.class, () -> buffered.close());
    assertEquals(1, buffered.unsettled().size());
    buffered.close();
  }

  /** Seen red by a close that words the error anew. */
  @Test
  @DisplayName("a close after a cancellation throws it as a cancellation")
  void closeAfterACancellationSaysSo() throws Exception {
    CancellationToken token = new CancellationToken();
    BufferedFlushWriter<StubWriter> buffered =
        Edge.buffered(StubWriter.good(), token, Edge.patient());
    token.cancel();
    assertThrows(FlushTaskException.Cancelled.class, () -> buffered.write(THREE.duplicate()));
    FlushTaskException e = assertThrows(FlushTaskException.class, () -> buffered.close());
    assertTrue(e.isCancel());
    buffered.close();
  }

  /** Seen red by a close that throws when nothing is missing. */
  @Test
  @DisplayName("nothing is missing any more once it was reclaimed: close is silent")
  void closeAfterAReclaimIsSilent() throws Exception {
    BufferedFlushWriter<StubWriter> buffered = Edge.buffered(StubWriter.full(), Edge.givesUp());
    assertThrows(FlushTaskException.Fatal.class, () -> buffered.write(THREE.duplicate()));
    assertFalse(buffered.reclaim().unflushed().isEmpty());
    buffered.close();
  }

  /** Seen red by a close without a lock: the second is refused, as another call is running. */
  @Test
  @DisplayName("two threads close: the second waits for the first, and returns as it did")
  void theSecondOfTwoClosersWaitsForTheFirst() throws Throwable {
    Stage writing = new Stage("the task writes");
    Stage go = new Stage("the writer goes on");
    StubWriter writer =
        new StubWriter(
            "slow",
            call -> {
              writing.reach();
              go.await();
            });
    BufferedFlushWriter<StubWriter> buffered = Edge.buffered(writer, Edge.patient());
    buffered.write(ByteBuffer.wrap(Edge.bytes(5)));
    Callable<Void> close =
        () -> {
          buffered.close();
          return null;
        };
    Caller<Void> first = Caller.call(close);
    writing.await();
    Caller<Void> second = Caller.call(close);
    Caller.awaitBlockedIn(second.thread(), BufferedFlushWriter.class);
    go.reach();
    first.result();
    second.result();
    assertArrayEquals(Edge.bytes(5), writer.content());
  }

  /** The first of the two fails. Then the second has nothing to add. */
  @Test
  @DisplayName("two threads close, and it fails: one of them says so")
  void oneOfTwoClosersThrowsTheError() throws Throwable {
    Stage writing = new Stage("the task writes");
    Stage go = new Stage("the writer goes on");
    StubWriter writer =
        new StubWriter(
            "slow",
            call -> {
              writing.reach();
              go.await();
              throw new IOException("broken");
            });
    BufferedFlushWriter<StubWriter> buffered = Edge.buffered(writer, Edge.givesUp());
    buffered.write(ByteBuffer.wrap(Edge.bytes(5)));
    Callable<Void> close =
        () -> {
          buffered.close();
          return null;
        };
    Caller<Void> first = Caller.call(close);
    writing.await();
    Caller<Void> second = Caller.call(close);
    Caller.awaitBlockedIn(second.thread(), BufferedFlushWriter.class);
    go.reach();
    assertInstanceOf(FlushTaskException.Fatal.class, first.thrown(FlushTaskException.class));
    second.result();
  }
}
