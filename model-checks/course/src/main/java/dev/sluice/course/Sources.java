// SPDX-License-Identifier: Apache-2.0
package dev.sluice.course;

import dev.sluice.model.harness.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The Java sources of the project, by the name of their class. */
final class Sources {

  /** The folder of the project. */
  static final Path ROOT = Project.ROOT;

  private static final Map<String, Path> FILES = read();

  private Sources() {}

  /** Tells whether the project has a class of this simple name that is not within another one. */
  static boolean has(String name) {
    return FILES.containsKey(name);
  }

  private static Map<String, Path> read() {
    Map<String, Path> files = new TreeMap<>();
    for (Path module : modules()) {
      try (Stream<Path> found = Files.walk(module.resolve("src"))) {
        found
            .filter(file -> file.toString().endsWith(".java"))
            .forEach(f -> files.put(f.getFileName().toString().replace(".java", ""), f));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }

  /**
   * Returns the modules that the poms name and that have sources. The folder model-checks has only
   * modules.
   */
  static List<Path> modules() {
    try {
      return Project.modules(ROOT).stream()
          .filter(module -> Files.isDirectory(module.resolve("src")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
