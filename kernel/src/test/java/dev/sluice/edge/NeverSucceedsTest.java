// SPDX-License-Identifier: Apache-2.0
package dev.sluice.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.io.FileChannelWriter;
import dev.sluice.kernel.Bounded;
import dev.sluice.kernel.ChildJvm;
import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushListener;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.OwnedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * "What can never succeed is fatal by default: a pipe ('Illegal seek'), a file too large, a bad
 * descriptor, an invalid argument." These are real errors, with the default policy, which would
 * pause for two seconds and then go on for ever.
 */
@Bounded
class NeverSucceedsTest {

  @TempDir Path directory;

  /** Counts the attempts; the default listener would print. */
  private static final class Attempts implements FlushListener {

    private volatile int last;

    @Override
    public void attempt(OwnedWriter<?> writer, Operation operation, long position, int attempt) {
      last = attempt;
    }
  }

  /**
   * Why the default policy gave up at the first attempt; without the test framework, which a child
   * JVM has not got. Seen red by a policy that tries once more.
   */
  private static String fatal(FileChannelWriter writer, long offset) throws Exception {
    Attempts attempts = new Attempts();
    FlushHandle<ByteBuffer, FileChannelWriter> handle =
        Edge.spawn(writer, FlushOptions.defaults().withListener(attempts));
    handle.flush(Edge.full(), offset);
    try {
      handle.close();
    } catch (FlushTaskException.Fatal e) {
      if (attempts.last != 1) {
        throw new AssertionError(attempts.last + " attempts");
      }
      return e.getCause().getMessage();
    }
    throw new AssertionError("it was written");
  }

  /** Seen red by 46cf010, which retries for ever. */
  @Test
  @DisplayName("T10: a FIFO is refused at the first attempt")
  void writingToAPipeIsFatalByDefault() throws Exception {
    Path fifo = directory.resolve("fifo");
    Assumptions.assumeTrue(made(fifo), "no mkfifo");
    // The pipe is opened for reading too, else opening waits for a reader.
    try (FileChannel channel =
            FileChannel.open(fifo, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileChannelWriter writer = FileChannelWriter.wrap(channel)) {
      assertEquals("Illegal seek", fatal(writer, 0));
    }
  }

  static boolean made(Path fifo) throws Exception {
    try {
      return new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor() == 0;
    } catch (IOException noSuchCommand) {
      return false;
    }
  }

  /** No file system takes this offset: the largest is 2 to the power of 63, less one. */
  @Test
  @DisplayName("T10: an offset beyond the largest file is refused at the first attempt")
  void anOffsetBeyondTheLargestFileIsFatalByDefault() throws Exception {
    Assumptions.assumeTrue(System.getProperty("os.name").equals("Linux"), "not Linux");
    try (FileChannelWriter writer = FileChannelWriter.open(directory.resolve("file"))) {
      String words = fatal(writer, Long.MAX_VALUE - Edge.CAPACITY);
      assertTrue(List.of("File too large", "Invalid argument").contains(words), words);
    }
  }

  /** Seen red by 46cf010: the child hangs. */
  @Test
  @DisplayName("T10: behind a limit of the size of files, a file is too large at the first attempt")
  void aFileTooLargeForItsLimitIsFatalByDefault() throws Exception {
    Assumptions.assumeTrue(
        System.getProperty("os.name").equals("Linux"), "not Linux: no ulimit -f");
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "ulimit -S -f 4 && exec \"$@\"", "sh"));
    command.addAll(ChildJvm.command(List.of(), Child.class, directory.resolve("file").toString()));
    assertEquals("File too large", ChildJvm.lastLine(command));
    assertEquals(0, Files.size(directory.resolve("file")));
  }

  /** Writes behind the limit that its shell has set. */
  static final class Child {

    private Child() {}

    public static void main(String[] arguments) throws Exception {
      try (FileChannelWriter writer = FileChannelWriter.open(Path.of(arguments[0]))) {
        System.out.println(fatal(writer, 1 << 20));
      }
    }
  }
}
