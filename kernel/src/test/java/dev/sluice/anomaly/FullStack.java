// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.io.BufferedFlushWriter;
import dev.sluice.io.FileChannelWriter;
import dev.sluice.kernel.FlushListener;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.RefusedException;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A thread with a small stack goes down until nothing fits any more. On the way back it writes a
 * record from each depth. So each write has a little more room than the previous one.
 */
final class FullStack {

  private static final int RECORD = 8;
  private static final int CAPACITY = 64;
  private static final int RECORDS = 2000;

  /** How many writes that had room are enough: they fill a few buffers. */
  private static final int ENOUGH = 40;

  private static final long MOST_MILLIS = TimeUnit.SECONDS.toMillis(20);

  private final Path path;
  private final long stack;
  private final boolean deep;
  private final ByteBuffer[] records = new ByteBuffer[RECORDS];
  private Thread task;
  private BufferedFlushWriter<FileChannelWriter> writer;
  private int next;
  private int written;
  private boolean done;
  private Throwable refusal;
  private boolean died;

  /**
   * One round.
   *
   * @param stack the stack of the caller's thread, in bytes
   * @param deep whether to go down at all
   */
  FullStack(Path path, long stack, boolean deep) {
    this.path = path;
    this.stack = stack;
    this.deep = deep;
    for (int i = 0; i < RECORDS; i++) {
      records[i] = ByteBuffer.allocate(RECORD).putLong(0, i + 1L);
    }
  }

  void run() throws Exception {
    Gate gate = new Gate();
    try (FileChannelWriter file = FileChannelWriter.open(path)) {
      FlushOptions options =
          new FlushOptions(
              run -> task = new Thread(run, "full-stack-task"),
              (error, attempt) -> Optional.empty(),
              new FlushListener() {});
      writer =
          BufferedFlushWriter.spawn(
              file,
              0,
              1,
              () -> ByteBuffer.allocate(CAPACITY),
              gate,
              new CancellationToken(),
              options);
      Thread caller = new Thread(null, deep ? this::dive : this::writeAll, "full-stack", stack);
      caller.setDaemon(true);
      caller.start();
      join(caller);
      judge();
      join(task);
      gate.close();
    }
  }

  /** Goes down. What a StackOverflowError leaves undone is checked later, where there is room. */
  private void dive() {
    try {
      dive();
    } catch (StackOverflowError e) {
      // Going deeper, or a write from there, had no room.
    }
    if (!done) {
      write();
    }
  }

  private void writeAll() {
    while (!done) {
      write();
    }
  }

  private void write() {
    ByteBuffer record = records[next];
    next++;
    done = next == RECORDS;
    try {
      writer.write(record);
      written++;
      done |= written == ENOUGH;
    } catch (IOException | RuntimeException e) {
      refusal = e;
      done = true;
    }
  }

  /** Returns how many writes had no room. */
  int overflows() {
    return next - written - (refusal == null ? 0 : 1);
  }

  boolean died() {
    return died;
  }

  private void judge() throws IOException {
    assertTrue(next > 0, "no write was tried, with a stack of " + stack);
    ByteBuffer accepted = ByteBuffer.allocate(RECORDS * RECORD);
    for (int i = 0; i < next; i++) {
      accepted.put(records[i].flip());
    }
    accepted.flip();
    Throwable said = null;
    try {
      writer.close();
    } catch (IOException e) {
      said = e;
    }
    byte[] file = Files.readAllBytes(path);
    byte[] all = Arrays.copyOf(accepted.array(), accepted.limit());
    assertTrue(writer.settledOffset() <= file.length, "settled beyond the end of the file");
    if (said == null) {
      assertArrayEquals(all, file, "a stack of " + stack);
      assertEquals(null, refusal, "refused, and yet close ended well");
      return;
    }
    died = true;
    assertTrue(saysOverflow(said), () -> "not the first error, with a stack of " + stack);
    assertArrayEquals(Arrays.copyOf(all, file.length), file, "no hole, with a stack of " + stack);
    if (refusal != null) {
      assertInstanceOf(RefusedException.class, refusal);
      assertTrue(saysOverflow(refusal), "not the first error");
    }
  }

  private static boolean saysOverflow(Throwable said) {
    return said != null && (said instanceof StackOverflowError || saysOverflow(said.getCause()));
  }

  private void join(Thread thread) throws InterruptedException {
    thread.join(MOST_MILLIS);
    assertFalse(
        thread.isAlive(),
        () -> "stack of " + stack + ": hangs at " + Arrays.toString(thread.getStackTrace()));
  }
}
