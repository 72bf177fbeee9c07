// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Compares the registry of ids with the sources and the tests of the kernel. */
@Bounded
class RegistryTest {

  /** An id, which is not a type parameter, a hexadecimal digit or a part of a longer word. */
  private static final Pattern ID = Pattern.compile("(?<![\\w.])[HTSGKBECL][0-9]+(?!\\w)");

  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final Path TESTS = Path.of("src", "test", "java");

  private static List<String[]> rows() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("transitions.tsv"))) {
      List<String[]> rows =
          lines.filter(line -> !line.startsWith("#")).map(line -> line.split("\t", -1)).toList();
      assertEquals(
          List.of("id", "name", "kind", "says", "next", "required", "why fewer"),
          Arrays.asList(rows.get(0)));
      return rows.subList(1, rows.size());
    }
  }

  private static Set<String> registered(String kind) throws IOException {
    Set<String> ids = new TreeSet<>();
    for (String[] row : rows()) {
      assertTrue(row.length >= 4 && ID.matcher(row[0]).matches(), Arrays.toString(row));
      if (row[2].equals(kind)) {
        assertTrue(ids.add(row[0]), "twice in the registry: " + row[0]);
      }
    }
    return ids;
  }

  private static Set<String> idsIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> java = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertTrue(java.size() > 10, "no sources in " + directory.toAbsolutePath());
      Set<String> ids = new TreeSet<>();
      for (Path file : java) {
        ID.matcher(Files.readString(file)).results().map(MatchResult::group).forEach(ids::add);
      }
      return ids;
    }
  }

  /**
   * Returns each id in a text without its name. The name stands behind the id, perhaps on the next
   * line.
   */
  private static List<String> unnamed(String text, Map<String, String> names) {
    String joined = text.replaceAll("\\s*\\R\\s*(?:\\*(?!/)|//)?\\s*", " ");
    return ID.matcher(joined)
        .results()
        .filter(id -> !named(joined.substring(id.end()), names.get(id.group())))
        .map(id -> joined.substring(id.start(), Math.min(id.end() + 30, joined.length())))
        .toList();
  }

  private static boolean named(String rest, String name) {
    return name != null && rest.matches("(?s) " + Pattern.quote(name) + "(?!\\w|-\\w).*");
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    return all.stream()
        .filter(id -> !some.contains(id))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  @DisplayName("each transition stands in the kernel's sources")
  void eachTransitionStandsInTheSources() throws IOException {
    assertEquals(Set.of(), without(registered("transition"), idsIn(SOURCES)));
  }

  @Test
  @DisplayName("each transition stands in a test of the kernel")
  void eachTransitionStandsInATest() throws IOException {
    assertEquals(Set.of(), without(registered("transition"), idsIn(TESTS)));
  }

  @Test
  @DisplayName("each property stands in a test or in the sources of the kernel")
  void eachPropertyStandsInATestOrInTheSources() throws IOException {
    Set<String> used = idsIn(SOURCES);
    used.addAll(idsIn(TESTS));
    assertEquals(Set.of(), without(registered("property"), used));
  }

  @Test
  @DisplayName("each id in the sources and the tests stands in the registry")
  void usedIdsAreRegistered() throws IOException {
    Set<String> registered = registered("transition");
    registered.addAll(registered("property"));
    assertEquals(Set.of(), without(idsIn(SOURCES), registered), "in the sources");
    assertEquals(Set.of(), without(idsIn(TESTS), registered), "in the tests");
  }

  @Test
  @DisplayName("each id has a name of one to three words, which no other id has")
  void eachIdHasANameOfItsOwn() throws IOException {
    Map<String, String> ids = new TreeMap<>();
    for (String[] row : rows()) {
      assertTrue(row[1].matches("[a-z-]+( [a-z-]+){0,2}"), row[0] + ": " + row[1]);
      assertNull(ids.put(row[1], row[0]), () -> "a name of two ids: " + row[1]);
    }
  }

  @Test
  @DisplayName("each id in the kernel's sources has its name beside it")
  void eachIdInTheSourcesHasItsNameBesideIt() throws IOException {
    Map<String, String> names = new TreeMap<>();
    for (String[] row : rows()) {
      names.put(row[0], row[1]);
    }
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        assertEquals(List.of(), unnamed(Files.readString(file), names), file.toString());
      }
    }
  }

  @Test
  @DisplayName("an id without its name is seen, and one with another name")
  void anIdWithoutItsNameOrWithAnotherIsSeen() {
    Map<String, String> names = Map.of("H1", "spawn", "H2", "spawn refused");
    assertEquals(
        List.of(), unnamed("/** Then H2\n   * spawn\n   * refused. */ // H1 spawn", names));
    assertEquals(List.of("H1; no"), unnamed("x(); // H1; no", names));
    assertEquals(List.of("H2 refused"), unnamed("x(); // H1 spawn, H2 refused", names));
    assertEquals(List.of("H1 spawned"), unnamed("x(); // H1 spawned", names));
    assertEquals(List.of("H3 spawn"), unnamed("x(); // H3 spawn", names));
  }

  @Test
  @DisplayName("the registry has 56 transitions and 15 properties")
  void theRegistryHasAsManyIdsAsThisTestSays() throws IOException {
    // Add to these when an id is added; a registry that was read as empty would pass all else.
    assertEquals(23 + 16 + 9 + 5 + 3, registered("transition").size());
    assertEquals(5 + 3 + 3 + 4, registered("property").size());
  }
}
