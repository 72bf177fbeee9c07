// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The kernel is small enough to be read. If a file is over the limit, make the file smaller, and do
 * not raise the limit.
 */
class SourceSizeTest {

  private static final int MOST_OF_A_FILE = 300;
  private static final int MOST_OF_THE_KERNEL = 1800;

  @Test
  @DisplayName("a file has at most 300 lines with comments, and the kernel's package 1,800")
  void eachFileAndTheKernelHaveFewEnoughLines() throws IOException {
    int kernel = 0;
    List<String> tooLong = new ArrayList<>();
    for (String name : List.of("kernel", "sync")) {
      try (Stream<Path> files = Files.list(Path.of("src/main/java/dev/sluice", name))) {
        for (Path file : files.toList()) {
          int lines = Files.readAllLines(file).size();
          kernel += name.equals("kernel") ? lines : 0;
          if (lines > MOST_OF_A_FILE) {
            tooLong.add(file + ": " + lines);
          }
        }
      }
    }
    System.out.println("the kernel's package has " + kernel + " lines");
    assertEquals(List.of(), tooLong);
    assertTrue(kernel > 0 && kernel <= MOST_OF_THE_KERNEL, kernel + " lines");
  }
}
