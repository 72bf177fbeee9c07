// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io.fault;

import dev.sluice.io.BufferedFlushWriter;
import dev.sluice.io.Content;
import dev.sluice.io.FileChannelWriter;
import dev.sluice.io.ShutdownMode;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;

/**
 * Writes file after file as long as it lives, and prints on standard output, one line each, what it
 * knows: {@code settled FILE OFFSET}, and when a file was shut down and forced {@code forced FILE
 * LENGTH}.
 */
final class KillChild {

  static final int ALIGNMENT = 512;

  private KillChild() {}

  /** Runs the child. The arguments are the folder, the seed, the capacity of the buffers. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    int capacity = Integer.parseInt(arguments[2]);
    Random random = new Random(seed);
    PrintStream says = new PrintStream(System.out, true);
    for (int n = 0; ; n++) {
      int total = 0;
      try (FileChannelWriter writer = FileChannelWriter.open(folder.resolve("file" + n))) {
        BufferedFlushWriter<FileChannelWriter> buffered =
            BufferedFlushWriter.spawn(
                writer,
                0,
                ALIGNMENT,
                () -> ByteBuffer.allocateDirect(capacity),
                new Gate(),
                new CancellationToken(),
                FlushOptions.defaults());
        for (int length : chunks(random)) {
          buffered.write(ByteBuffer.wrap(Content.bytes(seed + n, total, length)));
          total += length;
          says.println("settled " + n + " " + buffered.settledOffset());
        }
        buffered.shutdown(ShutdownMode.padThenSetLength()).writer().channel().force(true);
      }
      says.println("forced " + n + " " + total);
    }
  }

  /** Returns the chunks in which the next file is written. */
  static int[] chunks(Random random) {
    return random.ints(1 + random.nextInt(120), 1, 6000).toArray();
  }
}
