// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.tlc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A module has one idea and can be read at once. What is longer is to be split by its ideas. */
class SpecSizeTest {

  private static final int MOST_OF_A_MODULE = 500;

  @Test
  void noModuleOfTheSpecsHasMoreThan500Lines() throws IOException {
    List<String> tooLong = new ArrayList<>();
    int modules = 0;
    try (Stream<Path> files = Files.list(Specs.FOLDER)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".tla")).sorted().toList()) {
        modules++;
        int lines = Files.readAllLines(file).size();
        if (lines > MOST_OF_A_MODULE) {
          tooLong.add(file.getFileName() + ": " + lines);
        }
      }
    }
    assertEquals(List.of(), tooLong);
    assertTrue(modules >= 5, "hardly a module was found: " + modules);
  }
}
