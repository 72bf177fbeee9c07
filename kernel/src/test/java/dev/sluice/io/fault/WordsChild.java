// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io.fault;

import dev.sluice.io.FileChannelWriter;
import dev.sluice.kernel.RetryPolicy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes to a device and to closed files, and prints how the default policy judges the errors. */
final class WordsChild {

  private WordsChild() {}

  /** Runs the child. The arguments are a device that is always full, and a FIFO. */
  public static void main(String[] arguments) throws Exception {
    String full = says(Path.of(arguments[0]), false, StandardOpenOption.WRITE);
    StandardOpenOption[] both = {StandardOpenOption.READ, StandardOpenOption.WRITE};
    System.out.println(
        full
            + "; "
            + says(Path.of(arguments[1]), false, both)
            + "; "
            + says(Path.of(arguments[1]), true, both));
  }

  private static String says(Path path, boolean closed, StandardOpenOption... options)
      throws IOException {
    try (FileChannel channel = FileChannel.open(path, options)) {
      if (closed) {
        channel.close();
      }
      FileChannelWriter.wrap(channel).writeAllAt(ByteBuffer.allocate(1), 0);
      return "written";
    } catch (IOException e) {
      RetryPolicy policy = RetryPolicy.forEver();
      String kind =
          RetryPolicy.canNeverSucceed(e)
              ? "never succeeds"
              : policy.noSpaceIsFatal().pauseAfter(e, 1).isEmpty() ? "no space" : "retried";
      return (closed ? e.getClass().getSimpleName() : e.getMessage()) + " = " + kind;
    }
  }
}
