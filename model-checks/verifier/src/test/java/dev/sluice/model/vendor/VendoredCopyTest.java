// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.model.harness.Check;
import dev.sluice.model.mutant.Mutant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A project takes the kernel, changes it, and has it checked, by nothing but the jar. */
@Tag("long")
class VendoredCopyTest {

  /** What a whole check leaves. */
  private static final Path KEPT = Path.of("target/vendored").toAbsolutePath();

  /** It may take so long on two processors that do nothing else. */
  private static final double MINUTES = 12;

  @TempDir static Path folder;

  private static Consumer original;

  @BeforeAll
  static void vendor() throws Exception {
    original = Consumer.make(folder.resolve("original"));
  }

  private static Consumer consumer(String name) throws Exception {
    return original.copied(folder.resolve(name));
  }

  private static Jar.Said verify(Consumer consumer, String... more) throws Exception {
    String[] arguments = new String[more.length + 5];
    System.arraycopy(
        new String[] {"verify", "--sources", "src", "--report", "report"}, 0, arguments, 0, 5);
    System.arraycopy(more, 0, arguments, 5, more.length);
    return Jar.run(consumer.folder(), arguments);
  }

  @Test
  void aCopyBuildsAndIsClean() throws Exception {
    original.build();
    verify(original, "--only", "unit,faults,soak", "--soak-seconds", "2")
        .exits(0)
        .says("package com.acme.flush, is unchanged from version")
        .says("| unit ")
        .says("| soak ")
        .says("No shortfall.");
    JsonNode verdict =
        new ObjectMapper().readTree(original.folder().resolve("report/verdict.json").toFile());
    assertEquals(3, verdict.path("layers").size());
    assertTrue(verdict.path("copy").path("unchanged").asBoolean());
    String xml = Files.readString(original.folder().resolve("report/junit/TEST-sluice-unit.xml"));
    assertTrue(xml.contains("dev.sluice.sync.SlotTest"), xml.substring(0, 1_000));
  }

  /** One for each kind of check, and one of the package io; the nightly level takes each mutant. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "001-send-wakes-nobody",
        "047-refused-buffer-lost",
        "066-recycled-before-it-is-written-stressed",
        "121-padding-not-cut-off"
      })
  void aFaultIsFoundAndItsLineNamed(String id) throws Exception {
    isFound(
        Mutant.all(Mutant.FOLDER).stream().filter(m -> m.id().equals(id)).findFirst().orElseThrow(),
        id);
  }

  private static void isFound(Mutant mutant, String name) throws Exception {
    String id = mutant.id();
    Consumer broken = consumer(name);
    Copy before = Copy.find(broken.folder());
    broken.change(mutant::in);
    Differences differences = Differences.of(Copy.find(broken.folder()), before.sources());
    String check = mutant.killer().map(Check::id).orElseThrow();
    verify(broken, "--check", check)
        .exits(1)
        .says("It has in it what mutant " + id + " breaks: " + mutant.breaks())
        .says("FOUND by ")
        .saysOneOf(changed(differences));
  }

  /** Each changed line, as a finding names it. */
  private static List<String> changed(Differences differences) {
    List<String> lines = new ArrayList<>();
    differences
        .lines()
        .forEach(
            (path, changed) -> {
              String file = "at src/main/java/com/acme/flush/" + Renaming.path(path) + ":";
              changed.forEach(line -> lines.add(file + line));
            });
    return lines;
  }

  @Test
  void aFaultOfTheUsersOwnIsFound() throws Exception {
    Consumer broken = consumer("own");
    broken.replace("RetryPolicy.java", "Math.min(attempt - 1,", "Math.min(attempt,");
    List<String> lines = Files.readAllLines(broken.file("RetryPolicy.java"));
    int line = lines.indexOf("      int doublings = Math.min(attempt, Long.SIZE - 2);") + 1;
    assertTrue(line > 0, "where it was broken");
    verify(broken, "--check", "unit; RetryPolicyTest")
        .exits(1)
        .says("FOUND by unit, RetryPolicyTest.")
        .says("src/main/java/com/acme/flush/RetryPolicy.java:" + line);
  }

  @Test
  void aHarmlessChangeIsSaidAndNoFinding() throws Exception {
    Consumer changed = consumer("harmless");
    changed.replace(
        "sync/Gate.java", "gate.first = this; // G1 enter", "gate.first = this; // G1 enter, ours");
    changed.replace("RetryPolicy.java", "doublings", "steps");
    verify(
            changed,
            "--check",
            "unit; RetryPolicyTest",
            "--check",
            "explore; gate: leave against close; real")
        .exits(0)
        .says("differs from version")
        .says("Gate.java: 1 line, at ")
        .says("RetryPolicy.java: 3 lines, at ")
        .says("0 findings");
  }

  @Test
  void aCopyThatDoesNotCompileIsRefused() throws Exception {
    Consumer broken = consumer("syntax");
    broken.replace("sync/Gate.java", "inside = true;", "inside = tru;");
    verify(broken, "--only", "unit").exits(2).says("com/acme/flush/sync/Gate.java:");
  }

  /**
   * All of it, at once and by three that share it, and each fault, of which {@code verify} runs the
   * same check besides all others. Made into tests with -Dlevel=nightly only.
   */
  @TestFactory
  List<DynamicTest> aWholeCheckIsCleanAndFindsEachMutant() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    if (System.getProperty("level", "quick").equals("nightly")) {
      tests.add(DynamicTest.dynamicTest("at once", VendoredCopyTest::atOnce));
      tests.add(DynamicTest.dynamicTest("in shards", VendoredCopyTest::inShards));
      for (Mutant mutant : Mutant.all(Mutant.FOLDER)) {
        if (mutant.killer().isPresent()) {
          String name = "each/" + mutant.id();
          tests.add(DynamicTest.dynamicTest(name, () -> isFound(mutant, name)));
        }
      }
    }
    return tests;
  }

  private static void atOnce() throws Exception {
    long start = System.nanoTime();
    Jar.Said said =
        Jar.run(original.folder(), "verify", "--sources", "src", "--report", KEPT + "/at-once");
    double minutes = (System.nanoTime() - start) / 60e9;
    System.out.printf("[vendored] verify --level quick: %.1f minutes%n", minutes);
    said.exits(0).says("No shortfall.").says("| mutants ");
    assertTrue(minutes < MINUTES, () -> "took " + minutes + " minutes");
  }

  private static void inShards() throws Exception {
    List<String> merge = new ArrayList<>(List.of("merge", "--report", KEPT + "/merged"));
    for (int i = 1; i <= 3; i++) {
      String out = KEPT + "/shard-" + i;
      Jar.run(original.folder(), "shard", i + "/3", "--sources", "src", "--report", out).exits(0);
      merge.add(out);
    }
    Jar.run(original.folder(), merge.toArray(String[]::new)).exits(0).says("No shortfall.");
    Jar.run(original.folder(), merge.subList(0, 5).toArray(String[]::new))
        .exits(1)
        .says("shard 3/3 is missing");
  }
}
