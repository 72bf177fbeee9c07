// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.model.harness.Layer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A class of tests that did not pass is a shortfall, whatever the layers say. */
class TestClassesTest {

  private static final String PAGE = "dev.sluice.model.atlas.PageInBrowserTest";
  private static final String SUREFIRE = "surefire-reports";

  @TempDir Path root;

  /** A module with a class, and one within another module: both classes passed. */
  @BeforeEach
  void twoModules() throws IOException {
    pom(root, "kernel", "checks");
    pom(root.resolve("kernel"));
    pom(root.resolve("checks"), "inner");
    pom(root.resolve("checks/inner"));
    source("kernel", "a.OneTest", "class OneTest {}");
    source("kernel", "a.Rig", "/** For {@link Test}. */ class Rig {}");
    source("checks/inner", "b.Other", "class Other {\n  @Test\n  void test() {}\n}");
    report("kernel", SUREFIRE, "a.OneTest", 2, 0, "");
    report("checks/inner", "failsafe-reports", "b.Other", 1, 0, "");
  }

  private static void pom(Path folder, String... modules) throws IOException {
    Files.createDirectories(folder);
    StringBuilder pom = new StringBuilder("<project><modules>");
    for (String module : modules) {
      pom.append("<module>").append(module).append("</module>");
    }
    Files.writeString(folder.resolve("pom.xml"), pom.append("</modules></project>"));
  }

  private void source(String module, String type, String text) throws IOException {
    Path file = root.resolve(module + "/src/test/java/" + type.replace('.', '/') + ".java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Path report(String module, String folder, String type, int tests, int bad, String inside)
      throws IOException {
    Path file = root.resolve(module + "/target/" + folder + "/TEST-" + type + ".xml");
    Files.createDirectories(file.getParent());
    String suite =
        "<testsuite name='%s' time='1,000.5' tests='%d' errors='0' skipped='0' failures='%d'>"
            + "<testcase name='test' classname='%s'>%s</testcase></testsuite>";
    return Files.writeString(file, String.format(suite, type, tests, bad, type, inside));
  }

  private TestClasses classes(Instant start, boolean nightly) {
    return new TestClasses(new ReportFiles(root, start), nightly);
  }

  private List<String> shortfalls() throws IOException {
    return classes(Instant.EPOCH, false).beforeTheVerdict().shortfalls();
  }

  @Test
  void classesThatAllPassedAreNoShortfall() throws IOException {
    Row layer = classes(Instant.EPOCH, false).beforeTheVerdict();
    assertEquals(List.of(), layer.shortfalls());
    assertEquals("2 of 2 classes of all modules", layer.ran());
    assertEquals("each passed; 0 tests were skipped", layer.howFar());
  }

  @Test
  void aClassWithAFailedTestIsAShortfall() throws IOException {
    report("checks/inner", SUREFIRE, "b.Other", 9, 1, "<failure message='red'/>");
    assertEquals(List.of("tests: b.Other: 1 failed"), shortfalls());
    assertTrue(classes(Instant.EPOCH, false).all().howFar().startsWith("NOT ALL PASSED"));
  }

  @Test
  void aFailureInANestedClassCountsForTheOuterOne() throws IOException {
    report("kernel", SUREFIRE, "a.OneTest$Inner", 2, 1, "<error message='red'/>");
    assertEquals(List.of("tests: a.OneTest: 1 failed"), shortfalls());
  }

  @Test
  void aClassOfTestsWithoutAReportIsAShortfall() throws IOException {
    source("kernel", "a.ForgottenTest", "class ForgottenTest {}");
    source("kernel", "a.Misnamed", "class Misnamed {\n  @ParameterizedTest void test() {}\n}");
    source("kernel", "a.BaseTest", "abstract class BaseTest {\n  @Test\n  void test() {}\n}");
    assertEquals(
        List.of(
            "tests: a.ForgottenTest has no report of this build",
            "tests: a.Misnamed has no report of this build"),
        shortfalls());
  }

  @Test
  void theReportOfAnEarlierBuildIsNoReport() throws IOException {
    assertEquals(
        List.of(
            "tests: a.OneTest has no report of this build",
            "tests: b.Other has no report of this build"),
        classes(Instant.now().plusSeconds(60), false).beforeTheVerdict().shortfalls());
  }

  @Test
  void aReportNotWrittenToItsEndIsAShortfall() throws IOException {
    Path file = report("kernel", SUREFIRE, "a.OneTest", 2, 0, "");
    Files.writeString(file, "<testsuite name='a.OneTest'");
    assertEquals("tests: not XML: " + file, shortfalls().get(0));
  }

  @Test
  void aSkippedTestIsAShortfallUnlessItIsExpected() throws IOException {
    report("kernel", SUREFIRE, "a.OneTest", 1, 0, "<skipped message='no time'/>");
    assertEquals(List.of("tests: a.OneTest: a test was skipped: no time"), shortfalls());
    report("kernel", SUREFIRE, "a.OneTest", 1, 0, "");
    String why = "x.TestAbortedException: Assumption failed: no virtual threads on JDK %d: %s";
    String skip = "<skipped type='x'>" + why + "\n\tat x.Y</skipped>";
    String spawn = "dev.sluice.kernel.SpawnTest";
    report("kernel", SUREFIRE, spawn, 1, 0, String.format(skip, 17, "not tested here"));
    assertEquals(List.of(), shortfalls());
    report("kernel", SUREFIRE, spawn, 1, 0, String.format(skip, 25, "not tested here"));
    assertEquals(1, shortfalls().size());
    report("kernel", SUREFIRE, spawn, 1, 0, "");
    String arenas = "<skipped message='Assumption failed: no arenas on JDK %d: not tested here'/>";
    String state = "dev.sluice.edge.BufferStateTest";
    report("kernel", SUREFIRE, state, 1, 0, String.format(arenas, 17));
    assertEquals(List.of(), shortfalls());
    report("kernel", SUREFIRE, state, 1, 0, String.format(arenas, 22));
    assertEquals(1, shortfalls().size());
  }

  @Test
  void aClassThatRanNothingIsAShortfallUnlessNobodyAskedForIt() throws IOException {
    report("kernel", SUREFIRE, "a.OneTest", 0, 0, "");
    assertEquals(List.of("tests: a.OneTest: no test ran"), shortfalls());
    report("kernel", SUREFIRE, "a.OneTest", 1, 0, "");
    source("kernel", "a.LargeTest", "@Tag(\"nightly\")\nclass LargeTest {}");
    report("kernel", SUREFIRE, "a.LargeTest", 0, 0, "");
    assertEquals(List.of(), shortfalls());
    assertEquals(1, classes(Instant.EPOCH, true).beforeTheVerdict().shortfalls().size());
    source("kernel", "a.LargeTest", "@Tag(\"cross\")\nclass LargeTest {}");
    assertEquals(List.of(), classes(Instant.EPOCH, true).beforeTheVerdict().shortfalls());
  }

  @Test
  void thePagesTestsCountOnlyAfterTheVerdict() throws IOException {
    source("checks", PAGE, "@Tag(\"page\")\nclass PageInBrowserTest {}");
    assertEquals(List.of(), shortfalls());
    assertEquals(
        List.of("tests: " + PAGE + " has no report of this build"),
        classes(Instant.EPOCH, false).all().shortfalls());
    report("checks", SUREFIRE, PAGE, 1, 1, "<failure/>");
    assertEquals(
        List.of("tests: " + PAGE + ": 1 failed"), classes(Instant.EPOCH, false).all().shortfalls());
  }

  @Test
  void aBuildIsJudgedByTheLayerOfItsTests() {
    assertTrue(Scope.BUILD.layers().contains(Layer.TESTS));
  }
}
