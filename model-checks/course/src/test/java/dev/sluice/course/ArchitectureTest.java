// SPDX-License-Identifier: Apache-2.0
package dev.sluice.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.model.harness.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The drawing of docs/architecture.md, held against what the packages really use. */
class ArchitectureTest {

  private static final String OURS = "dev.sluice.";

  /** What the field calls so in each place. */
  private static final Set<String> FIELDS_OWN = Set.of("package-info.java", "Main.java");

  private static final Pattern NODE = Pattern.compile("(\\w+)\\[\"([\\w.]+)\"]");
  private static final Pattern ARROW =
      Pattern.compile("(\\w+)(?:\\[\"[^\"]*\"])? --> (\\w+)(?:\\[\"[^\"]*\"])?");

  /** Comments and strings: what is named there is not used. */
  private static final Pattern ASIDE =
      Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*|\"\"\".*?\"\"\"|\"(\\\\.|[^\"\\\\\\n])*\"");

  private static final Pattern USE = Pattern.compile("\\bdev\\.sluice(\\.[a-z]\\w*)+");

  /** By package, those that it uses. */
  private static SortedMap<String, SortedSet<String>> drawn() throws IOException {
    String page = Files.readString(Sources.ROOT.resolve("docs/architecture.md"));
    String drawing = page.substring(page.indexOf("```mermaid"), page.indexOf("```\n\n"));
    Map<String, String> names = new HashMap<>();
    NODE.matcher(drawing)
        .results()
        .filter(node -> node.group(2).contains("."))
        .forEach(node -> names.put(node.group(1), node.group(2).replace("...", OURS)));
    SortedMap<String, SortedSet<String>> uses = new TreeMap<>();
    Matcher arrows = ARROW.matcher(drawing);
    while (arrows.find()) {
      String from = names.getOrDefault(arrows.group(1), OURS + "model." + arrows.group(1));
      String to = names.getOrDefault(arrows.group(2), OURS + "model." + arrows.group(2));
      uses.computeIfAbsent(from, name -> new TreeSet<>()).add(to);
    }
    return uses;
  }

  private static SortedMap<String, SortedSet<String>> real() throws IOException {
    SortedMap<String, SortedSet<String>> uses = new TreeMap<>();
    for (Path file : sources()) {
      String code = ASIDE.matcher(Files.readString(file)).replaceAll(" ");
      String name = file.toString().replaceFirst(".*src/main/java/", "");
      String from = name.substring(0, name.lastIndexOf('/')).replace('/', '.');
      USE.matcher(code)
          .results()
          .map(use -> use.group())
          .filter(to -> !to.equals(from))
          .forEach(to -> uses.computeIfAbsent(from, f -> new TreeSet<>()).add(to));
    }
    return uses;
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (Path module : Sources.modules()) {
      try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
        files
            .filter(f -> f.toString().endsWith(".java") && !f.endsWith("module-info.java"))
            .forEach(sources::add);
      }
    }
    return sources;
  }

  @Test
  void theArrowsOfTheArchitectureAreTheUsesBetweenPackages() throws IOException {
    assertEquals(drawn(), real());
  }

  /** What uses nothing goes first, then what uses only that, and so on until nothing is left. */
  @Test
  void noPackagesUseEachOtherInACircle() throws IOException {
    Map<String, SortedSet<String>> left = real();
    int packages = left.size();
    while (left.values().removeIf(uses -> uses.stream().noneMatch(left::containsKey))) {
      // The next ones used only what has just been taken out.
    }
    assertTrue(packages > 10, packages + " packages");
    assertEquals(Map.of(), left, "these use each other");
  }

  /** The explorer is a tool for any program, and the kernel knows of no check. */
  @Test
  void theExplorerUsesNothingOfThisProject() throws IOException {
    assertNull(real().get("dev.sluice.model.explore"));
  }

  /** Tests included: who searches for a name finds one thing. */
  @Test
  void noSimpleNameStandsForTwoClasses() throws IOException {
    List<String> twice = new ArrayList<>();
    Map<String, Path> files = new HashMap<>();
    for (Path module : Sources.modules()) {
      try (Stream<Path> found = Files.walk(module.resolve("src"))) {
        for (Path file : found.filter(f -> f.toString().endsWith(".java")).toList()) {
          String name = file.getFileName().toString();
          Path other = files.put(name, file);
          if (other != null && !FIELDS_OWN.contains(name)) {
            twice.add(other + " and " + file);
          }
        }
      }
    }
    assertTrue(files.size() > 300, files.size() + " files");
    assertEquals(List.of(), twice);
  }

  /** One idea each: what is longer has two. */
  @Test
  void noSourceHasMoreThan300Lines() throws IOException {
    List<String> longer = new ArrayList<>();
    for (Path module : Sources.modules()) {
      try (Stream<Path> found = Files.walk(module.resolve("src"))) {
        for (Path file : found.filter(f -> f.toString().endsWith(".java")).toList()) {
          longer.addAll(longerThan(300, file));
        }
      }
    }
    assertEquals(List.of(), longer);
  }

  @Test
  void noPomHasMoreThan250Lines() throws IOException {
    List<String> longer = new ArrayList<>(longerThan(250, Sources.ROOT.resolve("pom.xml")));
    List<Path> modules = Project.modules(Sources.ROOT);
    for (Path module : modules) {
      longer.addAll(longerThan(250, module.resolve("pom.xml")));
    }
    assertTrue(modules.size() > 10, modules.toString());
    assertEquals(List.of(), longer);
  }

  private static List<String> longerThan(int most, Path file) throws IOException {
    int lines = Files.readAllLines(file).size();
    return lines > most ? List.of(file + ": " + lines) : List.of();
  }
}
