// SPDX-License-Identifier: Apache-2.0
package dev.sluice.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.io.BufferedFlushWriter;
import dev.sluice.io.FileChannelWriter;
import dev.sluice.kernel.Bounded;
import dev.sluice.kernel.Caller;
import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import dev.sluice.sync.GateClosedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/**
 * "{@code spawn(..., gate.enter(), ...)}, README's own idiom, leaks the guard when spawn throws,
 * and {@code gate.close()} hangs: spawn takes the gate, enters by itself and never leaks."
 */
@Bounded
class SpawnLeaksNothingTest {

  private final Gate gate = new Gate();
  private final CancellationToken token = new CancellationToken();
  private final StubWriter writer = StubWriter.good();
  private final ByteBuffer spare = ByteBuffer.allocate(Edge.CAPACITY);

  /** Checks that spawn throws this, and that nothing is inside the gate after it. */
  private <T extends Throwable> T leaksNothing(Class<T> type, Executable spawn) throws Throwable {
    T thrown = assertThrows(type, spawn);
    close();
    assertEquals(0, writer.calls());
    return thrown;
  }

  /** Closes the gate on another thread, because a leak makes this hang. */
  private void close() throws Throwable {
    Caller.call(
            () -> {
              gate.close();
              return null;
            })
        .result();
  }

  private Executable spawnOn(ThreadFactory factory) {
    return () -> Edge.spawn(writer, spare, gate, token, Edge.patient().withThreadFactory(factory));
  }

  /** Seen red by 46cf010, as are the tests below. */
  @Test
  @DisplayName("a null argument leaks nothing, whichever it is")
  void spawnWithANullArgumentLeaksNothing() throws Throwable {
    FlushOptions options = Edge.patient();
    Class<NullPointerException> npe = NullPointerException.class;
    assertThrows(npe, () -> Edge.spawn(writer, spare, null, token, options));
    assertThrows(npe, () -> Edge.spawn(null, spare, gate, token, options));
    assertThrows(npe, () -> Edge.spawn(writer, null, gate, token, options));
    assertThrows(npe, () -> Edge.spawn(writer, spare, gate, null, options));
    leaksNothing(npe, () -> Edge.spawn(writer, spare, gate, token, null));
  }

  @Test
  @DisplayName("a spare that the writer refuses leaks nothing")
  void spawnWithARefusedSpareLeaksNothing(@TempDir Path directory) throws Throwable {
    try (FileChannelWriter file = FileChannelWriter.open(directory.resolve("file"))) {
      ByteBuffer readOnly = spare.asReadOnlyBuffer();
      leaksNothing(
          IllegalArgumentException.class,
          () -> Edge.spawn(file, readOnly, gate, token, Edge.patient()));
    }
  }

  @Test
  @DisplayName("H2: a thread factory that returns null leaks nothing")
  void aFactoryThatReturnsNullLeaksNothing() throws Throwable {
    leaksNothing(IllegalStateException.class, spawnOn(task -> null));
  }

  @Test
  @DisplayName("H2: a thread factory that throws leaks nothing")
  void aFactoryThatThrowsLeaksNothing() throws Throwable {
    leaksNothing(
        UnsupportedOperationException.class,
        spawnOn(
            task -> {
              throw new UnsupportedOperationException("no threads");
            }));
  }

  /** Seen red by a spawn that lets such a task run on. */
  @Test
  @DisplayName("H2: a thread factory that starts the thread itself leaks nothing, the task leaves")
  void aFactoryThatStartsTheThreadLeaksNothing() throws Throwable {
    AtomicReference<Thread> started = new AtomicReference<>();
    leaksNothing(
        IllegalThreadStateException.class,
        spawnOn(
            task -> {
              Thread thread = new Thread(task);
              thread.start();
              started.set(thread);
              return thread;
            }));
    Caller.join(started.get());
  }

  @Test
  @DisplayName("H2: a thread that cannot be started leaks nothing")
  void aThreadThatCannotBeStartedLeaksNothing() throws Throwable {
    OutOfMemoryError none = new OutOfMemoryError("unable to create native thread");
    OutOfMemoryError thrown =
        leaksNothing(
            OutOfMemoryError.class,
            spawnOn(
                task ->
                    new Thread(task) {
                      @Override
                      public void start() {
                        throw none;
                      }
                    }));
    assertEquals(none, thrown);
  }

  @Test
  @DisplayName("G4: a closed gate is said in the type, and closes again")
  void aClosedGateRefusesTheSpawnByItsType() throws Throwable {
    close();
    leaksNothing(
        GateClosedException.class, () -> Edge.spawn(writer, spare, gate, token, Edge.patient()));
    leaksNothing(
        GateClosedException.class, () -> Edge.buffered(writer, 1, gate, token, Edge.patient()));
  }

  /** Seen red by a spawn that enters before it starts the thread: the factory would hang. */
  @Test
  @DisplayName("G4: a gate that closes during the spawn refuses it, and the task leaves")
  void aGateThatClosesMeanwhileRefusesTheSpawn() throws Throwable {
    AtomicReference<Thread> made = new AtomicReference<>();
    leaksNothing(
        GateClosedException.class,
        spawnOn(
            task -> {
              gate.close();
              made.set(new Thread(task));
              return made.get();
            }));
    Caller.join(made.get());
  }

  @Test
  @DisplayName("a BufferedFlushWriter that is refused leaks nothing")
  void aRefusedBufferedWriterLeaksNothing() throws Throwable {
    leaksNothing(
        IllegalArgumentException.class,
        () -> Edge.buffered(writer, 7, gate, token, Edge.patient()));
  }

  /** All that a failed spawn was given may be used again, as its Javadoc says. */
  @Test
  @DisplayName("H2: writer, buffer and gate are the caller's after a spawn that failed")
  void allCanBeUsedAgainAfterAFailedSpawn() throws Throwable {
    assertThrows(IllegalStateException.class, spawnOn(task -> null));
    FlushHandle<ByteBuffer, StubWriter> handle =
        Edge.spawn(writer, spare, gate, token, Edge.patient());
    handle.flush(Edge.full(), 0);
    handle.close();
    close();
    assertEquals(Edge.CAPACITY, writer.content().length);
  }

  /** An open that fails when it has the file is swept by {@code FileTrial}. */
  @Test
  @DisplayName("a one-line open in a missing folder throws, and leaves neither file nor thread")
  void aOneLineOpenInAMissingFolderLeavesNothing(@TempDir Path directory) {
    Set<Thread> before = flushThreads();
    assertThrows(IOException.class, () -> BufferedFlushWriter.open(directory.resolve("none/file")));
    assertFalse(Files.exists(directory.resolve("none")));
    Set<Thread> after = flushThreads();
    after.removeAll(before);
    assertEquals(Set.of(), after);
  }

  private static Set<Thread> flushThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("sluice-flush-"))
        .collect(Collectors.toCollection(HashSet::new));
  }
}
