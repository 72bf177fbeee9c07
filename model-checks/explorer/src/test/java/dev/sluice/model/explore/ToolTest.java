// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The explorer is a tool for any program: what it is made of names nothing else of this project.
 */
class ToolTest {

  /** A package of the project, as a class file or a text in it spells it. */
  private static final Pattern OTHER = Pattern.compile("dev[/.]sluice[/.](?!model[/.]explore)\\w+");

  @Test
  void theExplorersClassesNameNoOtherPackageOfTheProject() throws Exception {
    Path classes =
        Path.of(Explorer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> named = new ArrayList<>();
    int looked = 0;
    try (Stream<Path> found = Files.walk(classes)) {
      for (Path file : found.filter(f -> f.toString().endsWith(".class")).toList()) {
        looked++;
        named.addAll(others(file));
      }
    }
    assertTrue(looked > 50, looked + " classes");
    assertEquals(List.of(), named);
  }

  private static List<String> others(Path file) throws IOException {
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    return OTHER
        .matcher(text)
        .results()
        .map(other -> file.getFileName() + " names " + other.group())
        .toList();
  }
}
