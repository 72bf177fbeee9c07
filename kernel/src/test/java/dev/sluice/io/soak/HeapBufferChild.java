// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io.soak;

import dev.sluice.io.FileChannelWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

/** Writes one buffer, and prints by how many MiB its JVM grows meanwhile, for each measure. */
final class HeapBufferChild {

  private HeapBufferChild() {}

  /**
   * Runs the child. The arguments are the file, the buffer's size in MiB, {@code heap} or {@code
   * direct}, and {@code platform} or {@code virtual} for the thread that writes. A platform thread
   * is still alive at the measurement, a virtual one has ended.
   */
  public static void main(String[] arguments) throws Exception {
    int bytes = Integer.parseInt(arguments[1]) << 20;
    ByteBuffer buffer =
        arguments[2].equals("heap") ? ByteBuffer.allocate(bytes) : ByteBuffer.allocateDirect(bytes);
    for (int page = 0; page < bytes; page += 1024) {
      buffer.put(page, (byte) 1); // makes the page resident before
    }
    try (FileChannelWriter writer = FileChannelWriter.open(Path.of(arguments[0]))) {
      long[] before = witnesses();
      if (arguments[3].equals("platform")) {
        say(before, write(writer, buffer));
      } else {
        AtomicReference<String> written = new AtomicReference<>();
        Thread thread = Round.VIRTUAL.newThread(() -> written.set(write(writer, buffer)));
        thread.start();
        thread.join();
        say(before, written.get());
      }
    }
  }

  private static String write(FileChannelWriter writer, ByteBuffer buffer) {
    try {
      writer.writeAllAt(buffer, 0);
      return "written";
    } catch (IOException | OutOfMemoryError e) {
      return e.getClass().getSimpleName();
    }
  }

  private static long[] witnesses() throws IOException {
    return new long[] {
      Memory.pools(), Memory.offHeap().orElseThrow(), Memory.resident().orElse(-1)
    };
  }

  private static void say(long[] before, String written) throws IOException {
    long[] after = witnesses();
    System.out.printf(
        "%s: pools %d, off the heap %d, resident %s%n",
        written,
        mib(after[0] - before[0]),
        mib(after[1] - before[1]),
        after[2] < 0 ? "unknown" : Long.toString(mib(after[2] - before[2])));
  }

  /** Returns rounded MiB, because a few kilobytes come and go besides the buffer. */
  private static long mib(long bytes) {
    return Math.round(bytes / 1048576.0);
  }
}
