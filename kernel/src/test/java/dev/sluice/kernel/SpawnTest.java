// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import dev.sluice.sync.GateClosedException;
import dev.sluice.sync.Slot;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Spawn: the thread that it starts, and a thread factory that fails. */
@Bounded
class SpawnTest {

  private final RecordingWriter writer = new RecordingWriter();
  private final RecordingListener listener = new RecordingListener();
  private final Gate gate = new Gate();
  private final ByteBuffer spare = Rig.buffer(2);

  private FlushHandle<ByteBuffer, RecordingWriter> spawn(ThreadFactory factory) {
    return FlushHandle.spawn(
        writer,
        spare,
        gate,
        new CancellationToken(),
        FlushOptions.defaults().withListener(listener).withThreadFactory(factory));
  }

  @Test
  @DisplayName(
      "H1: the default thread is a named platform thread and no daemon, even if a daemon spawns it")
  void theDefaultThreadIsNamedAndNoDaemon() throws Throwable {
    try (Rig rig = new Rig()) {
      assertTrue(rig.thread().getName().matches("sluice-flush-[0-9]+"), rig.thread().getName());
      assertFalse(rig.thread().isDaemon());
      assertFalse(isVirtual(rig.thread()));
      try (Rig other = Caller.call(() -> new Rig()).result()) { // its caller is a daemon
        assertFalse(other.thread().isDaemon());
        assertFalse(isVirtual(other.thread()));
        assertFalse(other.thread().getName().equals(rig.thread().getName()));
      }
    }
  }

  /** By reflection, as the tests are compiled for 17, where no thread is. */
  private static boolean isVirtual(Thread thread) throws Exception {
    return Runtime.version().feature() >= 21
        && (boolean) Thread.class.getMethod("isVirtual").invoke(thread);
  }

  @Test
  @DisplayName("H1: the writer is called on the factory's thread, and on no other")
  void theWriterIsCalledOnTheFactorysThread() throws Exception {
    AtomicReference<Thread> made = new AtomicReference<>();
    AtomicReference<Thread> seen = new AtomicReference<>();
    OwnedWriter<ByteBuffer> looks =
        new OwnedWriter<>() {
          @Override
          public void writeAllAt(ByteBuffer buffer, long offset) {
            seen.set(Thread.currentThread());
          }

          @Override
          public void setLength(long length) {}
        };
    FlushHandle<ByteBuffer, OwnedWriter<ByteBuffer>> handle =
        FlushHandle.spawn(
            looks,
            spare,
            gate,
            new CancellationToken(),
            FlushOptions.defaults()
                .withThreadFactory(
                    task -> {
                      made.set(new Thread(task));
                      return made.get();
                    }));
    handle.flush(Rig.buffer(1), 0);
    assertSame(looks, handle.shutdown(ShutdownRequest.keepLength()));
    assertNotNull(seen.get());
    assertSame(made.get(), seen.get());
  }

  @Test
  @DisplayName("H2: the factory throws: so does spawn, and buffer and writer are the caller's")
  void spawnThrowsWhatTheFactoryThrowsAndLeaksNothing() throws Throwable {
    for (Throwable thrown : List.of(new IllegalCallerException("no"), new OutOfMemoryError("no"))) {
      ThreadFactory factory =
          task -> {
            if (thrown instanceof Error error) {
              throw error;
            }
            throw (RuntimeException) thrown;
          };
      assertSame(thrown, assertThrows(thrown.getClass(), () -> spawn(factory)));
    }
    assertNothingLeaked();
  }

  @Test
  @DisplayName("H2: the factory returns null: spawn says so, and all is the caller's")
  void spawnRefusesANullThreadAndLeaksNothing() throws Throwable {
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> spawn(task -> null));
    assertTrue(refused.getMessage().contains("thread factory returned null"), refused.getMessage());
    assertNothingLeaked();
  }

  @Test
  @DisplayName(
      "H2: the factory returns a thread that runs already: spawn throws, and all is the caller's")
  void spawnRefusesARunningThreadAndLeaksNothing() throws Throwable {
    assertThrows(IllegalThreadStateException.class, () -> spawn(task -> Thread.currentThread()));
    assertNothingLeaked();
  }

  @Test
  @DisplayName("H2: the factory starts the thread itself: the task ends, and all is the caller's")
  void spawnRefusesAThreadTheFactoryStartedAndLeaksNothing() throws Throwable {
    AtomicReference<Thread> started = new AtomicReference<>();
    ThreadFactory factory =
        task -> {
          started.set(new Thread(task));
          started.get().start();
          return started.get();
        };
    assertThrows(IllegalThreadStateException.class, () -> spawn(factory));
    Caller.join(started.get());
    assertNothingLeaked();
  }

  /**
   * Checks that nothing was written, that the same objects can be used again, and that nobody is
   * inside the gate.
   */
  private void assertNothingLeaked() throws Throwable {
    assertEquals(List.of(), writer.attempts());
    assertEquals(List.of(), listener.events());
    FlushHandle<ByteBuffer, RecordingWriter> handle = spawn(Thread::new);
    assertSame(spare, handle.flush(Rig.buffer(1), 0));
    assertSame(writer, handle.shutdown(ShutdownRequest.keepLength()));
    gate.close(); // this would wait for a leaked guard
    assertThrows(GateClosedException.class, () -> spawn(Thread::new)); // G4
    assertEquals(1, writer.attempts().size());
  }

  @Test
  @DisplayName("H1: virtual threads will do, from JDK 21 on")
  void aVirtualThreadWillDoForTheTask() throws Throwable {
    assumeTrue(
        Runtime.version().feature() >= 21,
        "no virtual threads on JDK " + Runtime.version().feature() + ": not tested here");
    // Thread.ofVirtual().factory(), by reflection, because the tests are compiled for 17.
    Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
    ThreadFactory factory =
        (ThreadFactory)
            Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
    try (Rig rig = new Rig(options -> options.withThreadFactory(factory))) {
      assertTrue(isVirtual(rig.thread()));
      RecordingWriter.Hold first = rig.writer.holdNext();
      rig.handle.flush(rig.mine, 0);
      Caller<ByteBuffer> second = Caller.call(() -> rig.handle.flush(rig.spare, 8));
      second.awaitWaitingIn(Slot.class);
      first.release();
      assertSame(rig.mine, second.result());
      for (int i = 1; i <= 50; i++) {
        rig.handle.flush(i % 2 == 1 ? rig.mine : rig.spare, 8 + 8 * i);
      }
      assertSame(rig.writer, rig.handle.shutdown(ShutdownRequest.setLength(9)));
      assertEquals(9, rig.writer.file().length);
    }
  }
}
