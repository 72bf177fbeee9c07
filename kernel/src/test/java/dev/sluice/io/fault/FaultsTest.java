// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.io.BufferedFlushWriter;
import dev.sluice.io.Content;
import dev.sluice.io.FileChannelWriter;
import dev.sluice.io.ShutdownMode;
import dev.sluice.kernel.Bounded;
import dev.sluice.kernel.Caller;
import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.Remains;
import dev.sluice.kernel.ShutdownRequest;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults of a real system and of other threads, in this JVM. */
@Bounded
@Tag("faults")
class FaultsTest {

  private static final int SIZE = 4096;
  private static final int INTERRUPTS = 1000;

  /**
   * The most writes between two interrupts: a buffer or more, so that some interrupts come while
   * the caller waits.
   */
  private static final int MOST_WRITES = 100;

  private static final long LOST_AFTER = TimeUnit.SECONDS.toNanos(20);

  @TempDir Path directory;
  private final CancellationToken token = new CancellationToken();
  private final FaultWatch watch = new FaultWatch();
  private final Gate gate = new Gate();

  private static ByteBuffer buffer(long offset) {
    return Content.fill(ByteBuffer.allocate(SIZE), 7, offset);
  }

  private FlushHandle<ByteBuffer, FileChannelWriter> spawn(
      FileChannelWriter writer, ByteBuffer spare, FlushOptions options) {
    return FlushHandle.spawn(writer, spare, gate, token, options);
  }

  private BufferedFlushWriter<FileChannelWriter> buffered(
      FileChannelWriter writer, Gate gate, FlushOptions options) {
    return BufferedFlushWriter.spawn(
        writer, 0, 1, () -> ByteBuffer.allocate(512), gate, token, options);
  }

  private static void assertKept(Remains.Unflushed<ByteBuffer> kept, ByteBuffer buffer, long at) {
    assertSame(buffer, kept.buffer());
    assertEquals(at, kept.offset());
    assertEquals(SIZE, buffer.remaining());
    Content.check("unflushed", buffer, 7, at);
  }

  /**
   * Seen red by a task that takes each error as fatal, and by one that forgets the buffer in hand.
   */
  @Test
  @DisplayName("T6 T8 B3: no space for ever is retried until a cancel, and nothing is lost")
  void noSpaceIsRetriedUntilACancelAndNothingIsLost() throws Exception {
    FaultRow.run(
        "/dev/full",
        () -> {
          Path full = Path.of("/dev/full");
          FaultRow.lacks(!Files.exists(full), "there is no /dev/full");
          ByteBuffer first = buffer(0);
          ByteBuffer spare = ByteBuffer.allocate(SIZE);
          try (FileChannelWriter writer = FileChannelWriter.open(full, StandardOpenOption.WRITE)) {
            FlushHandle<ByteBuffer, FileChannelWriter> handle =
                spawn(writer, spare, watch.options(20, token::cancel));
            assertSame(spare, handle.flush(first, 0));
            Content.fill(spare, 7, SIZE);
            assertThrows(
                FlushTaskException.Cancelled.class,
                () -> {
                  handle.flush(spare, SIZE);
                  handle.shutdown(ShutdownRequest.keepLength());
                });
            Remains<ByteBuffer, FileChannelWriter> remains = handle.reclaim();
            assertEquals(20, watch.failed);
            assertEquals(0, watch.flushed);
            assertEquals(Set.of("No space left on device"), watch.errors);
            assertEquals(2, remains.unflushed().size());
            assertKept(remains.unflushed().get(0), first, 0);
            assertKept(remains.unflushed().get(1), spare, SIZE);
            assertSame(writer, remains.writer().orElseThrow());
          }
          gate.close();
          return "20 attempts without space, cancelled, both buffers handed out";
        });
  }

  /** Seen red by a policy that retries a closed channel: then the error is another one. */
  @Test
  @DisplayName("T10 B3: a channel closed under the task is fatal; what was written stays")
  void aClosedChannelIsFatalAndNothingIsLost() throws Exception {
    FaultRow.run(
        "closed channel",
        () -> {
          Path file = directory.resolve("file");
          FileChannelWriter writer = FileChannelWriter.open(file);
          ByteBuffer[] buffers = {buffer(0), ByteBuffer.allocate(SIZE)};
          FlushHandle<ByteBuffer, FileChannelWriter> handle =
              spawn(writer, buffers[1], watch.options());
          assertSame(buffers[1], handle.flush(buffers[0], 0));
          assertSame(buffers[0], handle.flush(Content.fill(buffers[1], 7, SIZE), SIZE));
          writer.close(); // the second may be written by now; the third cannot be
          int[] returned = {0};
          FlushTaskException.Fatal fatal =
              assertThrows(
                  FlushTaskException.Fatal.class,
                  () -> {
                    handle.flush(Content.fill(buffers[0], 7, 2 * SIZE), 2 * SIZE);
                    returned[0] = 1;
                    handle.shutdown(ShutdownRequest.keepLength());
                  });
          assertInstanceOf(ClosedChannelException.class, fatal.getCause());
          Remains<ByteBuffer, FileChannelWriter> remains = handle.reclaim();
          int kept = remains.unflushed().size();
          assertKept(remains.unflushed().get(kept - 1), buffers[0], 2 * SIZE);
          assertEquals(2, kept + remains.clean().size() + returned[0]);
          assertEquals(3, kept + watch.flushed, "flushed or unflushed, each of them");
          byte[] bytes = Files.readAllBytes(file);
          assertTrue(bytes.length >= watch.flushed * SIZE, "flushed, and not in the file");
          Content.check("file", ByteBuffer.wrap(bytes), 7, 0);
          gate.close();
          return "fatal, " + watch.flushed + " flushed and " + kept + " handed out of 3";
        });
  }

  /** Seen red by a slot that loses an interrupt, and by a handle that passes it on to the task. */
  @Test
  @DisplayName("H16 C3: a caller interrupted at random: the channel stays open, digests equal")
  void aCallerInterruptedAtRandomLeavesTheChannelOpen() throws Exception {
    FaultRow.run(
        "caller interrupted at random",
        () -> {
          Path file = directory.resolve("file");
          AtomicInteger noticed = new AtomicInteger();
          AtomicBoolean lost = new AtomicBoolean();
          try (FileChannelWriter writer = FileChannelWriter.open(file)) {
            BufferedFlushWriter<FileChannelWriter> buffered =
                buffered(writer, gate, watch.options());
            Caller<Integer> caller =
                Caller.call(
                    () -> {
                      int done = 0;
                      int writes = 0;
                      while (noticed.get() < INTERRUPTS && !lost.get()) {
                        if (writes++ < MOST_WRITES) {
                          buffered.write(ByteBuffer.wrap(Content.bytes(7, done, 500)));
                          done += 500;
                        } else {
                          // The file need not grow: another thread has the processor.
                          Thread.yield();
                        }
                        if (Thread.interrupted()) {
                          noticed.incrementAndGet();
                          writes = 0;
                        }
                      }
                      Thread.currentThread().interrupt();
                      buffered.shutdown(ShutdownMode.padThenSetLength());
                      return done;
                    });
            Random random = new Random(INTERRUPTS);
            for (int sent = 1; sent <= INTERRUPTS && !lost.get(); sent++) {
              for (int spin = random.nextInt(5000); spin > 0; spin--) {
                Thread.onSpinWait();
              }
              caller.thread().interrupt();
              long end = System.nanoTime() + LOST_AFTER;
              while (noticed.get() < sent && caller.thread().isAlive() && !lost.get()) {
                Thread.yield(); // one at a time, else two interrupts would be one
                lost.set(System.nanoTime() - end > 0);
              }
            }
            int total = assertResult(caller);
            assertEquals(INTERRUPTS, noticed.get(), "an interrupt was lost");
            assertTrue(caller.interruptedAtEnd(), "the last one was lost");
            assertTrue(writer.channel().isOpen());
            assertEquals(
                Content.digest(Content.bytes(7, 0, total)),
                Content.digest(Files.readAllBytes(file)));
            gate.close();
            return noticed + " interrupts kept in " + watch.flushed + " flushes, digests equal";
          }
        });
  }

  private static <T> T assertResult(Caller<T> caller) throws Exception {
    try {
      return caller.result();
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable t) {
      throw new AssertionError(t);
    }
  }
}
