// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.io.BufferedFlushWriter;
import dev.sluice.io.Content;
import dev.sluice.io.FileChannelWriter;
import dev.sluice.io.ShutdownMode;
import dev.sluice.kernel.Bounded;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thread factory interrupts the flush thread: the channel is closed for ever. */
@Bounded
class InterruptedTaskTest {

  @TempDir Path directory;

  /** Seen red by a policy for which a channel closed by an interrupt is not fatal. */
  @Test
  @DisplayName(
      "T10 E2 L1: a flush thread that its factory interrupts ends in a typed error, without a hang")
  void anInterruptedTaskEndsInATypedErrorAndNeverHangs() throws Exception {
    FaultRow.run(
        "flush thread interrupted",
        () -> {
          int fatal = 0;
          for (int round = 0; round < 60; round++) {
            fatal += interruptedTask(round) ? 1 : 0;
          }
          assertTrue(fatal >= 10, "hardly any round was hit: " + fatal);
          return fatal + " of 60 rounds ended in a typed error, none hung, nothing was lost";
        });
  }

  /** Tells whether the interrupt was in time. In every sixth round the thread starts with it. */
  private boolean interruptedTask(int round) throws Exception {
    Path file = directory.resolve("file" + round);
    Random random = new Random(round);
    int after = random.nextInt(30_000);
    Gate tasks = new Gate();
    Thread[] hostile = {new Thread(() -> {})};
    try (FileChannelWriter writer = FileChannelWriter.open(file)) {
      FlushOptions options =
          new FaultWatch()
              .options()
              .withThreadFactory(
                  task -> {
                    Thread thread =
                        new Thread(
                            () -> {
                              if (round % 6 == 0) {
                                Thread.currentThread().interrupt();
                              } else {
                                hostile[0].start();
                              }
                              task.run();
                            });
                    hostile[0] =
                        new Thread(
                            () -> {
                              for (int spin = after; spin > 0; spin--) {
                                Thread.onSpinWait();
                              }
                              thread.interrupt();
                            });
                    return thread;
                  });
      BufferedFlushWriter<FileChannelWriter> buffered =
          BufferedFlushWriter.spawn(
              writer,
              0,
              1,
              () -> ByteBuffer.allocate(512),
              tasks,
              new CancellationToken(),
              options);
      long accepted = 0;
      FlushTaskException error = null;
      try {
        for (; accepted < 200_000; accepted += 1000) {
          buffered.write(ByteBuffer.wrap(Content.bytes(7, accepted, 1000)));
        }
        buffered.shutdown(ShutdownMode.padThenSetLength());
      } catch (FlushTaskException e) {
        error = e;
      }
      tasks.close();
      byte[] inFile = Files.readAllBytes(file);
      Content.check("file", ByteBuffer.wrap(inFile), 7, 0);
      if (error == null) {
        assertEquals(accepted, inFile.length);
        return false;
      }
      assertInstanceOf(FlushTaskException.Fatal.class, error);
      assertInstanceOf(ClosedByInterruptException.class, error.getCause());
      assertFalse(writer.channel().isOpen());
      long at = buffered.settledOffset();
      assertTrue(at <= inFile.length, "settled, and not in the file");
      for (BufferedFlushWriter.Region region : buffered.unsettled()) {
        assertEquals(at, region.offset());
        Content.check("unsettled", region.bytes(), 7, at);
        at += region.bytes().remaining();
      }
      assertTrue(at >= accepted, "a byte is lost: " + at + " of " + accepted);
      buffered.reclaim();
      return true;
    }
  }
}
