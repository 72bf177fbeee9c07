// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.verdict;

import static dev.sluice.model.verdict.ReportFiles.require;

import dev.sluice.model.harness.Layer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.w3c.dom.NodeList;

/**
 * Whether each class of tests of the build ran, and passed. The layers are judged by what they
 * report of themselves, which a test that is red need not have touched: so a build that goes on
 * after a failure ({@code -Dmaven.test.failure.ignore}) is judged by JUnit's XML too. Which classes
 * there are is read from the sources of all modules of the poms, so none can be left out.
 *
 * @param nightly whether what runs at that level only must have
 */
record TestClasses(ReportFiles files, boolean nightly) {

  /** It looks at the page that the verdict makes, so it runs after that. */
  private static final Set<String> AFTER_THE_VERDICT =
      Set.of("dev.sluice.model.atlas.PageInBrowserTest");

  private static final Pattern HAS_TESTS =
      Pattern.compile(
          "(?m)^\\s*@(Test|TestFactory|TestTemplate|ParameterizedTest|RepeatedTest)\\b");

  private static final String NAMED = ".*(Test|Tests|TestCase|IT|ITCase)";

  /** Those whose tests are made only if they are asked for. */
  private static final String NONE_AT_QUICK = "dev.sluice.model.tlc.NightlyTest";

  private static final String NONE_UNLESS_CROSS = "dev.sluice.model.mutant.CrossTest";

  /**
   * A test that may be skipped.
   *
   * @param type its class
   * @param reason what it says then
   */
  private record Skip(String type, String reason) {
    boolean is(String skippedType, String why) {
      return skippedType.matches(type) && why.matches(".*" + reason);
    }
  }

  private static final List<Skip> EXPECTED =
      List.of(
          new Skip(
              "dev.sluice.(kernel.SpawnTest|edge.VirtualThreadTest)",
              "no virtual threads on JDK (17|18|19|20): .*"),
          new Skip("dev.sluice.edge.BufferStateTest", "no arenas on JDK (17|18|19|20|21): .*"),
          new Skip("dev.sluice.io.AlignmentTest", "the file system refuses direct I/O: .*"),
          new Skip("dev.sluice.io.fault.\\w+", ".+"), // the row of the faults says which, and why
          new Skip("dev.sluice.+", "Disabled on operating system: .*"),
          new Skip("dev.sluice.model.atlas.PageInBrowserTest", "no Chromium"));

  /** Those that ran before the verdict. */
  Row beforeTheVerdict() throws IOException {
    Set<String> planned = planned();
    planned.removeAll(AFTER_THE_VERDICT);
    return layer(planned);
  }

  /** All. */
  Row all() throws IOException {
    return layer(planned());
  }

  private Row layer(Set<String> planned) throws IOException {
    List<String> shortfalls = new ArrayList<>();
    List<TestReport> reports = new ArrayList<>();
    for (Path module : modules(files.root())) {
      try {
        reports.addAll(TestReport.of(files, module));
      } catch (IOException e) {
        shortfalls.add(e.getMessage());
      }
    }
    Set<String> missing = new TreeSet<>(planned);
    int skipped = 0;
    double seconds = 0;
    for (TestReport report : reports) {
      missing.remove(report.type());
      judge(report, shortfalls);
      skipped += report.skipped().size();
      seconds += report.seconds();
    }
    missing.forEach(type -> shortfalls.add(type + " has no report of this build"));
    require(shortfalls, !planned.isEmpty(), "there are none");
    return new Row(
        "tests",
        (planned.size() - missing.size()) + " of " + planned.size() + " classes of all modules",
        (shortfalls.isEmpty() ? "each passed; " : "NOT ALL PASSED; ")
            + skipped
            + " tests were skipped",
        seconds,
        Layer.TESTS.blindTo(),
        shortfalls);
  }

  private void judge(TestReport report, List<String> shortfalls) {
    String type = report.type();
    require(shortfalls, report.bad() == 0, type + ": " + report.bad() + " failed");
    for (String why : report.skipped()) {
      boolean expected = EXPECTED.stream().anyMatch(skip -> skip.is(type, why));
      require(shortfalls, expected, type + ": a test was skipped: " + why);
    }
    boolean none = type.equals(NONE_UNLESS_CROSS) || type.equals(NONE_AT_QUICK) && !nightly;
    require(shortfalls, report.tests() > 0 || none, type + ": no test ran");
  }

  /** Those of a pom, and those of their poms. */
  static List<Path> modules(Path folder) throws IOException {
    List<Path> modules = new ArrayList<>();
    NodeList named = TestReport.parse(folder.resolve("pom.xml")).getElementsByTagName("module");
    for (int i = 0; i < named.getLength(); i++) {
      Path module = folder.resolve(named.item(i).getTextContent().strip());
      modules.add(module);
      modules.addAll(modules(module));
    }
    return modules;
  }

  private Set<String> planned() throws IOException {
    Set<String> planned = new TreeSet<>();
    for (Path module : modules(files.root())) {
      Path sources = module.resolve("src/test/java");
      if (Files.isDirectory(sources)) {
        try (Stream<Path> found = Files.walk(sources)) {
          for (Path file : found.filter(f -> f.toString().endsWith(".java")).toList()) {
            String type = file.getFileName().toString().replace(".java", "");
            String text = Files.readString(file);
            if ((type.matches(NAMED) || HAS_TESTS.matcher(text).find())
                && !text.contains("abstract class " + type)) {
              String path = sources.relativize(file).toString().replace(".java", "");
              planned.add(path.replace(file.getFileSystem().getSeparator(), "."));
            }
          }
        }
      }
    }
    return planned;
  }
}
