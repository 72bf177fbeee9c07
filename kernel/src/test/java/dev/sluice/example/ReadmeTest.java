// SPDX-License-Identifier: Apache-2.0
package dev.sluice.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.kernel.CancellationToken;
import dev.sluice.kernel.FlushTaskException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {

  @TempDir Path dir;

  @Test
  void exampleWritesWhatItReads() throws IOException {
    for (int size : new int[] {0, 1, (1 << 16) - 1, 1 << 16, (1 << 16) + 1, 1_000_003}) {
      byte[] bytes = new byte[size];
      new Random(size).nextBytes(bytes);
      Path file = dir.resolve("saved");
      long saved = Readme.save(new ByteArrayInputStream(bytes), file, new CancellationToken());
      assertEquals(size, saved);
      assertArrayEquals(bytes, Files.readAllBytes(file));
    }
  }

  @Test
  void exampleEndsWithCancelledWhenItsTokenIs() {
    CancellationToken token = new CancellationToken();
    token.cancel();
    byte[] bytes = new byte[1_000_000];
    assertThrows(
        FlushTaskException.Cancelled.class,
        () -> Readme.save(new ByteArrayInputStream(bytes), dir.resolve("none"), token));
  }

  @Test
  void exampleStandsInTheReadmeToTheLetter() throws IOException {
    // Maven runs tests in the module's folder.
    String source = Files.readString(Path.of("src/test/java/dev/sluice/example/Readme.java"));
    String example =
        source.substring(
            source.indexOf("  // README: begin\n") + "  // README: begin\n".length(),
            source.indexOf("  // README: end\n"));
    String readme = Files.readString(Path.of("../README.md"));
    assertTrue(
        readme.contains("```java\n" + example.stripTrailing().stripIndent() + "\n```"),
        "the example in README.md differs from Readme.java");
  }
}
