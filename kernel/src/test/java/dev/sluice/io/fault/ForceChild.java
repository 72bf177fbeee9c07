// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io.fault;

import dev.sluice.io.Content;
import dev.sluice.io.FileChannelWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Forces more to a device than it has space for, and prints which channels report that, and how
 * often.
 */
final class ForceChild {

  private static final int CAPACITY = 1 << 20;
  private static final int FORCES = 4;

  private ForceChild() {}

  /**
   * Runs the child. The arguments are a folder on a device that is too small, and how many MiB to
   * write.
   */
  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0], "file");
    FileChannelWriter writer = FileChannelWriter.open(file);
    FileChannelWriter other = FileChannelWriter.open(file, StandardOpenOption.WRITE);
    ByteBuffer buffer = ByteBuffer.allocateDirect(CAPACITY);
    for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
      long offset = (long) i * CAPACITY;
      writer.writeAllAt(Content.fill(buffer.clear(), 1, offset), offset); // this is not an error
    }
    List<String> first = new ArrayList<>();
    List<String> second = new ArrayList<>();
    for (int i = 0; i < FORCES; i++) {
      first.add(force(writer));
      second.add(force(other));
    }
    FileChannelWriter late = FileChannelWriter.open(file, StandardOpenOption.WRITE);
    String said = "it wrote: " + first + ", beside it: " + second + ", later: " + force(late);
    for (FileChannelWriter each : List.of(writer, other, late)) {
      each.close(); // this is not an error either
    }
    System.out.println(said);
  }

  private static String force(FileChannelWriter writer) {
    try {
      writer.channel().force(true);
      return "returns";
    } catch (IOException e) {
      return e.getMessage();
    }
  }
}
