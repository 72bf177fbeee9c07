// SPDX-License-Identifier: Apache-2.0
package dev.sluice.edge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.io.FileChannelWriter;
import dev.sluice.kernel.Bounded;
import dev.sluice.kernel.Caller;
import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.Remains;
import dev.sluice.kernel.Stage;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import dev.sluice.sync.Slot;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * "{@code try (FileChannelWriter w = ...; FlushHandle h = spawn(w, ...)) { h.flush(buf, 0); }} lost
 * the last buffer in 296 of 300 runs and the caller saw no exception."
 */
@Bounded
class TryWithResourcesTest {

  @TempDir Path directory;

  /** Seen red by a close that does not wait. */
  @Test
  @DisplayName("H17: a file and its handle in one try: in 300 rounds no byte is lost")
  void aFileAndItsHandleInOneTryLoseNothing() throws Exception {
    Path file = directory.resolve("file");
    for (int round = 0; round < 300; round++) {
      Files.deleteIfExists(file);
      try (FileChannelWriter writer = FileChannelWriter.open(file);
          FlushHandle<ByteBuffer, FileChannelWriter> handle = Edge.spawn(writer, Edge.patient())) {
        handle.flush(Edge.full(), 0);
      }
      assertArrayEquals(Edge.bytes(Edge.CAPACITY), Files.readAllBytes(file), "round " + round);
    }
  }

  /** Seen red by the same close. */
  @Test
  @DisplayName("H17: close lets the task write what is in flight, and waits for its exit")
  void closeWaitsForTheWriteAndTheExit() throws Throwable {
    Stage writing = new Stage("the task writes");
    Stage go = new Stage("the writer goes on");
    StubWriter writer =
        new StubWriter(
            "slow",
            call -> {
              writing.reach();
              go.await();
            });
    Gate gate = new Gate();
    FlushHandle<ByteBuffer, StubWriter> handle =
        Edge.spawn(writer, ByteBuffer.allocate(64), gate, new CancellationToken(), Edge.patient());
    handle.flush(Edge.full(), 0);
    writing.await();
    Caller<Void> close = close(handle);
    Caller.awaitWaitingIn(close.thread(), Slot.class);
    go.reach();
    close.result();
    assertArrayEquals(Edge.bytes(Edge.CAPACITY), writer.content());
    gate.close(); // the task is outside already
  }

  private static Caller<Void> close(FlushHandle<?, ?> handle) {
    return Caller.call(
        () -> {
          handle.close();
          return null;
        });
  }

  /** Seen red by a close that keeps the error to itself. */
  @Test
  @DisplayName("H18: close throws if something submitted is not written, and says so once")
  void closeThrowsOnceIfSomethingIsNotWritten() throws Exception {
    FlushHandle<ByteBuffer, StubWriter> handle = Edge.spawn(StubWriter.full(), Edge.givesUp());
    ByteBuffer lost = Edge.full();
    handle.flush(lost, 0);
    FlushTaskException.Fatal e = assertThrows(FlushTaskException.Fatal.class, handle::close);
    assertEquals("No space left on device", e.getCause().getMessage());
    handle.close();
    Remains<ByteBuffer, StubWriter> remains = handle.reclaim();
    assertEquals(1, remains.unflushed().size());
    assertEquals(lost, remains.unflushed().get(0).buffer());
  }

  /** Seen red by a close that throws after each error. */
  @Test
  @DisplayName("H19: close does not say again what a call has said")
  void closeDoesNotSayAgainWhatACallHasSaid() throws Exception {
    FlushHandle<ByteBuffer, StubWriter> handle = Edge.spawn(StubWriter.full(), Edge.givesUp());
    ByteBuffer clean = handle.flush(Edge.full(), 0);
    assertThrows(FlushTaskException.Fatal.class, () -> handle.flush(clean, 64));
    handle.close();
  }

  /** The error of the body is thrown; that of close must not take its place. */
  @Test
  @DisplayName("H18: in a try, the body's exception comes first and that of close is suppressed")
  void theErrorOfCloseIsSuppressedInThatOfTheBody() {
    IllegalArgumentException body = new IllegalArgumentException("of the body");
    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> {
              try (FlushHandle<ByteBuffer, StubWriter> handle =
                  Edge.spawn(StubWriter.full(), Edge.givesUp())) {
                handle.flush(Edge.full(), 0);
                throw body;
              }
            });
    assertEquals(1, thrown.getSuppressed().length);
    assertTrue(thrown.getSuppressed()[0] instanceof FlushTaskException.Fatal);
  }

  /** Seen red by a detach that waits. */
  @Test
  @DisplayName("H14: detach does not wait, and the task drains")
  void detachDoesNotWaitAndTheTaskDrains() throws Exception {
    Stage go = new Stage("the writer goes on");
    StubWriter writer = new StubWriter("slow", call -> go.await());
    FlushHandle<ByteBuffer, StubWriter> handle = Edge.spawn(writer, Edge.patient());
    handle.flush(Edge.full(), 0);
    handle.detach();
    assertFalse(handle.isOpen());
    assertEquals(0, writer.content().length);
    go.reach();
    assertEquals(1, handle.reclaim().clean().size()); // flush returned the other one
    assertArrayEquals(Edge.bytes(Edge.CAPACITY), writer.content());
  }
}
