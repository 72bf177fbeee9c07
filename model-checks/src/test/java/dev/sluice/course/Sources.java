// SPDX-License-Identifier: Apache-2.0
package dev.sluice.course;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The Java sources of the project, by the name of their class. */
final class Sources {

  /** The folder of the project, seen from that of a module. */
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Map<String, Path> FILES = read();

  private Sources() {}

  /** Whether a class of this simple name, not within another one, is the project's. */
  static boolean has(String name) {
    return FILES.containsKey(name);
  }

  private static Map<String, Path> read() {
    Map<String, Path> files = new TreeMap<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path module : modules.filter(m -> Files.exists(m.resolve("pom.xml"))).toList()) {
        try (Stream<Path> found = Files.walk(module.resolve("src"))) {
          found
              .filter(file -> file.toString().endsWith(".java"))
              .forEach(f -> files.put(f.getFileName().toString().replace(".java", ""), f));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }
}
