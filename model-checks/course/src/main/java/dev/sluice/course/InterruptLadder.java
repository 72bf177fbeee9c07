// SPDX-License-Identifier: Apache-2.0
package dev.sluice.course;

import dev.sluice.io.FileChannelWriter;
import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.ShutdownRequest;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Chapter 10: a thread whose interrupt flag is set writes to a file. */
final class InterruptLadder {

  private static final int SIZE = 4096;

  private InterruptLadder() {}

  static String run() throws IOException {
    Path file = Files.createTempFile("course", ".bin");
    try {
      return "by itself: " + byItself(file) + "\nthrough the kernel: " + throughTheKernel(file);
    } finally {
      Files.delete(file);
    }
  }

  private static String byItself(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      Thread.currentThread().interrupt();
      try {
        channel.write(ByteBuffer.allocate(SIZE), 0);
        return "written";
      } catch (ClosedByInterruptException e) {
        return e.getClass().getSimpleName() + ", open: " + channel.isOpen();
      }
    } finally {
      Thread.interrupted(); // else the next program would find it set
    }
  }

  private static String throughTheKernel(Path file) throws IOException {
    try (FileChannelWriter writer = FileChannelWriter.open(file)) {
      FlushHandle<ByteBuffer, FileChannelWriter> handle =
          FlushHandle.spawn(
              writer,
              ByteBuffer.allocate(SIZE),
              new Gate(),
              new CancellationToken(),
              FlushOptions.defaults());
      Thread.currentThread().interrupt();
      handle.flush(ByteBuffer.allocate(SIZE), 0);
      handle.shutdown(ShutdownRequest.keepLength());
      boolean kept = Thread.interrupted();
      return Files.size(file)
          + " bytes, open: "
          + writer.channel().isOpen()
          + ", flag kept: "
          + kept;
    }
  }
}
