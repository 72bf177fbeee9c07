// SPDX-License-Identifier: Apache-2.0
package dev.sluice.edge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.io.BufferedFlushWriter;
import dev.sluice.kernel.Bounded;
import dev.sluice.kernel.ChildJvm;
import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.Stage;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * "A handle or stream that becomes unreachable without an end: in the original, dropping it lets
 * the task drain and exit. Here its task waits for ever and the JVM stays. Do what the original
 * does, with a warning that says where it was made."
 */
@Bounded
class AbandonedTest {

  private final CapturedLog lines = new CapturedLog();
  private final AtomicReference<Thread> task = new AtomicReference<>();
  private final FlushOptions options =
      Edge.patient()
          .withThreadFactory(
              work -> {
                task.set(new Thread(work));
                task.get().setDaemon(true); // a thread that does not exit only fails its test
                return task.get();
              });

  @AfterEach
  void noMoreLines() {
    lines.close();
  }

  /** Asks for collections until the thread has ended: the collector runs when it likes. */
  private void collect() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Stage.DEADLINE_SECONDS);
    while (task.get().isAlive()) {
      assertTrue(System.nanoTime() < end, "the task does not exit");
      System.gc();
      task.get().join(20);
    }
  }

  private void warned(String name) {
    LogRecord line = lines.upTo("spawned at", name).get(0);
    assertEquals(Level.WARNING, line.getLevel());
    assertTrue(line.getMessage().contains("AbandonedTest.java:"), line.getMessage());
  }

  /** Seen red by a spawn that registers nothing: the task waits for ever. */
  @Test
  @DisplayName(
      "H23: an abandoned handle is warned of: what is in flight is written, the task exits")
  void anAbandonedHandleIsWarnedOfAndItsTaskExits() throws Exception {
    Stage go = new Stage("the handle is gone");
    StubWriter writer = new StubWriter("abandoned handle's", call -> go.await());
    abandonHandle(writer);
    System.gc();
    go.reach();
    collect();
    assertArrayEquals(Edge.bytes(Edge.CAPACITY), writer.content());
    warned("abandoned handle's");
  }

  private void abandonHandle(StubWriter writer) throws Exception {
    FlushHandle.spawn(
            writer,
            ByteBuffer.allocate(Edge.CAPACITY),
            new Gate(),
            new CancellationToken(),
            options)
        .flush(Edge.full(), 0);
  }

  /** Seen red by the same spawn. */
  @Test
  @DisplayName("H23: an abandoned stream is warned of: full buffers are written, the task exits")
  void anAbandonedStreamIsWarnedOfAndItsTaskExits() throws Exception {
    StubWriter writer = new StubWriter("abandoned stream's", call -> {});
    abandonStream(writer);
    collect();
    assertArrayEquals(Edge.bytes(2 * Edge.CAPACITY), writer.content());
    warned("abandoned stream's");
  }

  private void abandonStream(StubWriter writer) throws Exception {
    BufferedFlushWriter.spawn(
            writer,
            0,
            1,
            () -> ByteBuffer.allocate(Edge.CAPACITY),
            new Gate(),
            new CancellationToken(),
            options)
        .asOutputStream()
        .write(Edge.bytes(2 * Edge.CAPACITY + 5)); // nobody has submitted the last 5
  }

  /** Seen red by a warning that does not look whether there was an end. */
  @Test
  @DisplayName("H23: a handle that was closed is collected without a warning")
  void aClosedHandleIsCollectedWithoutAWarning() throws Exception {
    ReferenceQueue<Object> queue = new ReferenceQueue<>();
    Reference<?> reference = closedHandle(queue);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Stage.DEADLINE_SECONDS);
    while (queue.remove(20) != reference) {
      assertTrue(System.nanoTime() < end, "the handle is not collected");
      System.gc();
    }
    StubWriter next = new StubWriter("the next one's", call -> {});
    abandonHandle(next); // its warning would come after that of the other handle
    collect();
    warned("the next one's");
    assertFalse(lines.had("closed one's"));
  }

  private Reference<?> closedHandle(ReferenceQueue<Object> queue) throws Exception {
    FlushHandle<ByteBuffer, StubWriter> handle =
        Edge.spawn(new StubWriter("closed one's", call -> {}), options);
    handle.flush(Edge.full(), 0);
    handle.close();
    return new PhantomReference<>(handle, queue);
  }

  /** Seen red by 46cf010: the child hangs. */
  @Test
  @DisplayName(
      "H23: main returns with a stream that nobody closed, which is collected: the JVM exits")
  void theJvmExitsThoughAStreamWasNeverClosed(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("log");
    String last = ChildJvm.lastLine(ChildJvm.command(List.of(), Forgetful.class, file.toString()));
    assertTrue(last.contains("neither shut down nor closed"), last);
    assertTrue(Files.size(file) >= 1 << 16, "a full buffer is not in the file");
  }

  /** A program that forgets to close. */
  static final class Forgetful {

    private Forgetful() {}

    public static void main(String[] arguments) throws Exception {
      BufferedFlushWriter.open(Path.of(arguments[0])).asOutputStream().write(new byte[100_000]);
      System.gc(); // this JVM has nothing more to do, and would not collect by itself
    }
  }
}
