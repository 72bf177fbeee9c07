// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.kernel.FlushListener;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.OwnedWriter;
import dev.sluice.kernel.RetryPolicy;
import dev.sluice.sync.CancellationToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a copy says about how far it came is held against what its destination holds. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FileCopyTest {

  private static final int BUFFER = 100;
  private static final byte[] SOURCE = Bytes.random(10 * BUFFER + 30);

  /** A disk in memory, which fails when {@code capacity} bytes are written. */
  private static class Disk implements OwnedWriter<ByteBuffer> {
    final byte[] bytes = new byte[2 * SOURCE.length];
    int capacity;
    IOException error = new IOException("No space left on device");

    Disk(int capacity) {
      this.capacity = capacity;
    }

    @Override
    public void writeAllAt(ByteBuffer buffer, long offset) throws IOException {
      int room = Math.min(buffer.remaining(), capacity - (int) offset);
      buffer.slice().get(bytes, (int) offset, Math.max(0, room)); // a part, as a real one does
      if (room < buffer.remaining()) {
        throw error;
      }
    }

    @Override
    public void setLength(long length) {}
  }

  private final CancellationToken token = new CancellationToken();

  private FileCopy copy(
      InputStream source, Disk disk, FlushListener listener, LongConsumer progress) {
    return new FileCopy(
        Channels.newChannel(source),
        disk,
        ByteBuffer.allocate(BUFFER),
        ByteBuffer.allocate(BUFFER),
        token,
        FlushOptions.defaults().withListener(listener).withRetryPolicy(FileCopyTest::atOnce),
        progress);
  }

  private static Optional<Duration> atOnce(IOException error, int attempt) {
    return RetryPolicy.canNeverSucceed(error) ? Optional.empty() : Optional.of(Duration.ZERO);
  }

  private CopyFailedException fail(InputStream source, Disk disk, FlushListener listener) {
    FileCopy copy = copy(source, disk, listener, bytes -> {});
    CopyFailedException e = assertThrows(CopyFailedException.class, copy::run);
    assertArrayEquals(
        Arrays.copyOf(SOURCE, (int) e.written()), Arrays.copyOf(disk.bytes, (int) e.written()));
    return e;
  }

  private static InputStream source() {
    return new ByteArrayInputStream(SOURCE);
  }

  @Test
  void aCopyWritesAllAndMeasuresItsTimes() throws CopyFailedException {
    Disk disk = new Disk(SOURCE.length);
    long before = System.nanoTime();
    FileCopy.Result result = copy(source(), disk, new FlushListener() {}, bytes -> {}).run();
    long atMost = System.nanoTime() - before;
    assertArrayEquals(SOURCE, Arrays.copyOf(disk.bytes, SOURCE.length));
    assertEquals(SOURCE.length, result.bytes());
    assertTrue(0 < result.nanos() && result.nanos() <= atMost, result::toString);
    assertTrue(0 < result.readNanos() && result.readNanos() <= result.nanos(), result::toString);
    assertTrue(0 < result.writeNanos() && result.writeNanos() <= result.nanos(), result::toString);
  }

  @Test
  void overlapIsTheTimeDividedByTheLongerPart() {
    FileCopy.Result result = new FileCopy.Result(1, 150, 50, 100);
    assertEquals(1.5, result.overlap());
    assertEquals(1.5, result.withoutOverlap());
    assertEquals(2.0, new FileCopy.Result(1, 200, 100, 50).overlap());
  }

  /** Two whole buffers fit, and a part of the third; the fourth was read while it was retried. */
  @Test
  void aCancelOnAFullDiskReportsWhatIsWritten() {
    FlushListener cancelsInThirdAttempt =
        new FlushListener() {
          @Override
          public void pause(
              OwnedWriter<?> writer,
              Operation operation,
              long position,
              int attempt,
              IOException error,
              Duration pause) {
            if (attempt == 3) {
              token.cancel();
            }
          }
        };
    CopyFailedException e = fail(source(), new Disk(2 * BUFFER + 50), cancelsInThirdAttempt);
    assertTrue(e.isCancelled());
    assertEquals("cancelled", e.getMessage());
    assertEquals(2 * BUFFER, e.written());
    assertTrue(
        e.notWritten() == BUFFER || e.notWritten() == 2 * BUFFER, "or more: " + e.notWritten());
  }

  /** The error comes in the background, so a copy that drops it would look well. */
  @Test
  void anErrorOfTheLastWriteIsReported() {
    Disk disk = new Disk(SOURCE.length - 1);
    disk.error = new IOException("Input/output error");
    CopyFailedException e = fail(source(), disk, new FlushListener() {});
    assertFalse(e.isCancelled());
    assertEquals("writing failed", e.getMessage());
    assertSame(
        disk.error, assertInstanceOf(FlushTaskException.Fatal.class, e.getCause()).getCause());
    assertEquals(10 * BUFFER, e.written());
    assertEquals(30, e.notWritten());
  }

  /** Whole buffers read before the error are written; the part of one is counted, not written. */
  @Test
  void whenTheSourceFailsWholeBuffersAreWrittenTheRestCounted() {
    CopyFailedException e =
        fail(failingAfter(250), new Disk(SOURCE.length), new FlushListener() {});
    assertFalse(e.isCancelled());
    assertEquals("reading failed", e.getMessage());
    assertEquals("bad sector", e.getCause().getMessage());
    assertEquals(2 * BUFFER, e.written());
    assertEquals(50, e.notWritten());
    assertEquals(0, e.getSuppressed().length);
  }

  @Test
  void whenBothFailTheErrorOfTheWriteIsSuppressed() {
    Disk disk = new Disk(0);
    disk.error = new IOException("Input/output error");
    // One buffer only, or the handle would learn of the task's error first.
    CopyFailedException e = fail(failingAfter(BUFFER), disk, new FlushListener() {});
    assertEquals("reading failed", e.getMessage());
    assertSame(disk.error, e.getSuppressed()[0].getCause());
    assertEquals(0, e.written());
    assertEquals(BUFFER, e.notWritten());
  }

  @Test
  void aCopyCancelledBeforeItBeganWritesNothing() {
    token.cancel();
    CopyFailedException e = fail(source(), new Disk(SOURCE.length), new FlushListener() {});
    assertTrue(e.isCancelled());
    assertEquals(0, e.written());
  }

  @Test
  void anEmptySourceIsCancelledToo() {
    token.cancel();
    Disk disk = new Disk(0);
    CopyFailedException e = fail(InputStream.nullInputStream(), disk, new FlushListener() {});
    assertTrue(e.isCancelled());
  }

  /** The caller is about to close the file: a task that still writes to it would fail. */
  @Test
  void anUncheckedErrorWaitsForTheTask() {
    AtomicBoolean left = new AtomicBoolean();
    AtomicBoolean written = new AtomicBoolean();
    Thread copier = Thread.currentThread();
    Disk disk =
        new Disk(SOURCE.length) {
          @Override
          public void writeAllAt(ByteBuffer buffer, long offset) {
            while (copier.getState() != Thread.State.WAITING && !left.get()) {
              Thread.onSpinWait(); // until the copier waits for this, or did not
            }
            written.set(true);
          }
        };
    IllegalStateException bug = new IllegalStateException("a bug");
    LongConsumer progress =
        bytes -> {
          throw bug;
        };
    FileCopy copy = copy(source(), disk, new FlushListener() {}, progress);
    assertSame(bug, assertThrows(IllegalStateException.class, copy::run));
    boolean waited = written.get();
    left.set(true);
    assertTrue(waited);
  }

  private static InputStream failingAfter(int bytes) {
    InputStream bad =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("bad sector");
          }
        };
    return new SequenceInputStream(new ByteArrayInputStream(SOURCE, 0, bytes), bad);
  }
}
