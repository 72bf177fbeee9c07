// SPDX-License-Identifier: Apache-2.0
package dev.sluice.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.model.harness.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each class of tests, and each method, that a build, a workflow, a mutant or a document names is
 * there. Surefire 3.6.1 is green for a method that is not, and a pattern of a pom that fits nothing
 * leaves out nothing.
 */
class NamedTestsTest {

  private static final Path ROOT = Project.ROOT;

  private static final Pattern NAMED = Pattern.compile("\\b(\\w*[a-z](?:Test|IT))\\b(?:#(\\w+))?");

  /** Names of others that end so. */
  private static final Set<String> NOT_OURS =
      Set.of("JCStressTest", "ParameterizedTest", "RepeatedTest");

  /** Pictures, and what an earlier run said: it names what was there then. */
  private static final String RECORDS = ".*\\.png|.*kill-matrix\\.txt";

  /** By simple name; of two classes with one name, both. */
  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    for (Path module : Sources.modules()) {
      try (Stream<Path> files = Files.walk(module.resolve("src/test/java"))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          sources.merge(
              file.getFileName().toString().replace(".java", ""),
              Files.readString(file),
              String::concat);
        }
      }
    }
    return sources;
  }

  private static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String folder :
        List.of(
            ".",
            ".ci",
            ".github/workflows",
            "docs",
            "docs/course",
            "model-checks/mutants/src/main/patches")) {
      try (Stream<Path> found = Files.list(ROOT.resolve(folder))) {
        found
            .filter(Files::isRegularFile)
            .filter(f -> !f.toString().matches(RECORDS))
            .forEach(files::add);
      }
    }
    for (Path module : Project.modules(ROOT)) {
      files.add(module.resolve("pom.xml"));
    }
    return files;
  }

  /** What a text names and nobody has, as it names it. */
  private static List<String> gone(String text, Map<String, String> sources, List<String> found) {
    List<String> gone = new ArrayList<>();
    Matcher named = NAMED.matcher(text);
    while (named.find()) {
      check(named.group(1), named.group(2), sources, found, gone);
    }
    return gone;
  }

  private static void check(
      String type,
      String method,
      Map<String, String> sources,
      List<String> found,
      List<String> gone) {
    if (NOT_OURS.contains(type)) {
      return;
    }
    String source = sources.get(type);
    found.add(type + (method == null ? "" : "#" + method));
    if (source == null) {
      gone.add("class " + type);
    } else if (method != null && !source.matches("(?s).*[\\w>] " + method + "\\(.*")) {
      gone.add("method " + type + "#" + method);
    }
  }

  /**
   * Seen red by a workflow, a pom, a mutant and the verifier, each with one letter more: all four
   * were named.
   */
  @Test
  void eachTestThatIsNamedIsThere() throws IOException {
    Map<String, String> sources = sources();
    List<String> found = new ArrayList<>();
    Map<String, List<String>> gone = new TreeMap<>();
    for (Path file : files()) {
      List<String> here = gone(Files.readString(file), sources, found);
      if (!here.isEmpty()) {
        gone.put(ROOT.relativize(file).toString(), here);
      }
    }
    assertEquals(Map.of(), gone);
    assertTrue(found.size() > 100, found.size() + " names");
    assertTrue(found.stream().filter(name -> name.contains("#")).count() > 10, found.toString());
  }

  @Test
  void aTestThatIsNamedAndGoneIsFound() {
    Map<String, String> sources = Map.of("OneTest", "class OneTest {\n  void is_there() {}\n}");
    List<String> found = new ArrayList<>();
    assertEquals(List.of(), gone("-Dtest=OneTest#is_there,OneTest", sources, found));
    assertEquals(List.of("OneTest#is_there", "OneTest"), found);
    assertEquals(
        List.of("class TwoTest", "method OneTest#is_gone"),
        gone("<include>**/TwoTest.java</include> OneTest#is_gone", sources, found));
  }
}
