// SPDX-License-Identifier: Apache-2.0
package dev.sluice.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.kernel.FlushTaskException;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {

  @TempDir Path dir;

  /** The sizes are around that of a buffer. From the second on the file exists and is longer. */
  @Test
  void examplesWriteWhatTheyRead() throws IOException {
    for (int size : new int[] {1_000_003, 0, 1, (1 << 16) - 1, 1 << 16, (1 << 16) + 1}) {
      byte[] bytes = new byte[size];
      new Random(size).nextBytes(bytes);
      Path copied = dir.resolve("copied");
      Readme.copy(new ByteArrayInputStream(bytes), copied);
      assertArrayEquals(bytes, Files.readAllBytes(copied));
      Path saved = dir.resolve("saved");
      try (Gate gate = new Gate()) {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        assertEquals(size, Readme.save(in, saved, gate, new CancellationToken()));
      }
      assertArrayEquals(bytes, Files.readAllBytes(saved));
    }
  }

  @Test
  void exampleEndsWithCancelledWhenItsTokenIs() {
    CancellationToken token = new CancellationToken();
    token.cancel();
    for (int size : new int[] {1, 1_000_000}) { // close throws, or a flush
      ByteArrayInputStream in = new ByteArrayInputStream(new byte[size]);
      assertThrows(
          FlushTaskException.Cancelled.class,
          () -> Readme.save(in, dir.resolve("none"), new Gate(), token));
    }
  }

  /** The first example is in the project's README, the second in the kernel's. */
  @Test
  void examplesStandInTheReadmesToTheLetter() throws IOException {
    List<Path> readmes = List.of(Path.of("../README.md"), Path.of("README.md"));
    for (int i = 0; i < readmes.size(); i++) {
      String block = "```java\n" + examples().get(i) + "\n```";
      assertTrue(
          Files.readString(readmes.get(i)).contains(block),
          readmes.get(i) + " differs from " + block);
    }
  }

  /** The JDK copies a heap buffer to memory off the heap: see {@code FileChannelWriter}. */
  @Test
  void theBuffersOfTheExamplesAreDirect() throws IOException {
    for (String example : examples()) {
      assertFalse(example.contains("ByteBuffer.allocate("), example);
      assertFalse(example.contains("ByteBuffer.wrap("), example);
    }
    assertTrue(examples().get(1).contains("ByteBuffer.allocateDirect("));
  }

  @Test
  void theFirstExampleIsTheFirstInTheReadmeAndShort() throws IOException {
    String first = examples().get(0);
    String readme = Files.readString(Path.of("../README.md"));
    assertEquals(readme.indexOf("```"), readme.indexOf("```java\n" + first));
    assertTrue(first.lines().count() <= 8, first);
  }

  private static List<String> examples() throws IOException {
    // Maven runs tests in the module's folder.
    String source = Files.readString(Path.of("src/test/java/dev/sluice/example/Readme.java"));
    List<String> examples = new ArrayList<>();
    for (String part : source.split("  // README: begin\n")) {
      int end = part.indexOf("  // README: end");
      if (end >= 0) {
        examples.add(part.substring(0, end).stripTrailing().stripIndent());
      }
    }
    assertEquals(2, examples.size());
    return examples;
  }
}
