// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.stress.gate.Level;
import dev.sluice.stress.gate.Visits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.util.TestLineReader;

/** What must hold for the suite as a whole, and for each test as a page of a course. */
class SuiteTest {

  private static final Path SOURCES = Path.of("src/main/java/dev/sluice/stress");

  /** JCStress cuts a description after 60 characters, dots included. */
  private static final int VISIBLE = 55;

  static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(f -> f.matches("S\\d\\d_\\w+\\.java"))
          .map(f -> f.substring(0, f.length() - ".java".length()))
          .sorted()
          .toList();
    }
  }

  private static Class<?> test(String name) throws ClassNotFoundException {
    return Class.forName("dev.sluice.stress." + name);
  }

  @Test
  void numbersRunWithoutAGap() throws Exception {
    List<String> numbers = names().stream().map(n -> n.substring(1, 3)).toList();
    assertTrue(numbers.size() >= 25);
    assertEquals(
        IntStream.rangeClosed(1, numbers.size()).mapToObj("%02d"::formatted).toList(), numbers);
  }

  /** Without the annotation processor there would be classes, and no tests. */
  @Test
  void theHarnessListsEachTest() throws Exception {
    Set<String> listed = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of("target/classes/META-INF/TestList"))) {
      listed.add(new TestLineReader(line).nextString().replace("dev.sluice.stress.", ""));
    }
    assertEquals(new TreeSet<>(names()), listed);
  }

  /** What the registry says must be visited by these tests is what they must see to pass. */
  @Test
  void theQuickLevelRequiresWhatTheRegistryDoes() throws Exception {
    Set<String> seen = new TreeSet<>();
    for (String name : names()) {
      for (Visits visits : test(name).getAnnotationsByType(Visits.class)) {
        if (visits.from() == Level.QUICK) {
          seen.addAll(List.of(visits.ids().split(" ")));
        }
      }
    }
    Set<String> required = registry(row -> List.of(row[5].split(" ")).contains("stress"));
    assertTrue(required.size() > 30, required.toString());
    required.removeAll(seen);
    assertEquals(Set.of(), required);
  }

  @ParameterizedTest
  @MethodSource("names")
  void eachTestVisitsKnownTransitionsByGoodOutcomes(String name) throws Exception {
    Set<String> known = registry(row -> row[2].equals("transition"));
    Visits[] all = test(name).getAnnotationsByType(Visits.class);
    assertTrue(all.length > 0, "visits nothing");
    for (Visits visits : all) {
      for (String id : visits.ids().split(" ")) {
        assertTrue(known.contains(id), "not in the registry: " + id);
      }
      Outcome matched =
          Arrays.stream(outcomes(name))
              .filter(
                  o -> o.id()[0].equals(visits.outcome()) || o.id()[0].matches(visits.outcome()))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no such outcome: " + visits.outcome()));
      assertEquals(Expect.ACCEPTABLE, matched.expect(), visits.outcome());
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void eachBadOutcomeNamesItsCauseFirst(String name) throws Exception {
    Outcome[] outcomes = outcomes(name);
    for (Outcome outcome : outcomes) {
      assertEquals(1, outcome.id().length, "a line of its own for each outcome");
      if (outcome.expect() == Expect.FORBIDDEN) {
        String cause = outcome.desc().split("[:.]")[0];
        assertTrue(cause.length() <= VISIBLE && cause.equals(cause.toUpperCase()), outcome.desc());
      } else {
        assertEquals(Expect.ACCEPTABLE, outcome.expect());
      }
    }
    Outcome last = outcomes[outcomes.length - 1];
    assertEquals("", last.id()[0], "the last line catches all else");
    assertEquals(Expect.FORBIDDEN, last.expect());
  }

  @ParameterizedTest
  @MethodSource("names")
  void eachTestIsAPageOfTheCourse(String name) throws Exception {
    String source = Files.readString(SOURCES.resolve(name + ".java"));
    for (String part : List.of("<pre>", "Visits ", "Run: ", "Measured", "JDK 25", "Catches: ")) {
      assertTrue(source.contains(part), "lacks " + part);
    }
    assertTrue(source.contains("-Dstress.tests=" + name.substring(0, 3)));
  }

  private static Outcome[] outcomes(String name) throws ClassNotFoundException {
    return test(name).getAnnotationsByType(Outcome.class);
  }

  /** The ids of some rows. */
  private static Set<String> registry(Predicate<String[]> rows) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("../kernel/transitions.tsv"))) {
      return lines
          .filter(line -> !line.startsWith("#") && !line.startsWith("id\t"))
          .map(line -> line.split("\t", -1))
          .filter(rows)
          .map(row -> row[0])
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
