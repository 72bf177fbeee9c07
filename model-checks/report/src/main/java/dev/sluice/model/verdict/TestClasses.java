// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.verdict;

import static dev.sluice.model.verdict.ReportFiles.require;

import dev.sluice.model.harness.Layer;
import dev.sluice.model.harness.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether each class of tests of the build ran, and passed. The layers are judged by their own
 * reports, and a failing test need not change these. So a build that goes on after a failure
 * ({@code -Dmaven.test.failure.ignore}) is judged by JUnit's XML too. The classes are found in the
 * sources of all modules of the poms, so that none is forgotten.
 *
 * @param nightly whether classes that run only at the nightly level must have run
 */
record TestClasses(ReportFiles files, boolean nightly) {

  private static final Pattern HAS_TESTS =
      Pattern.compile(
          "(?m)^\\s*@(Test|TestFactory|TestTemplate|ParameterizedTest|RepeatedTest)\\b");

  private static final String NAMED = ".*(Test|Tests|TestCase|IT|ITCase)";

  /** The harness says which tags there are. */
  private static final Pattern TAG = Pattern.compile("(?m)^@Tag\\(\"(.+?)\"\\)");

  /** Reasons for which a test may be skipped. */
  private static final List<String> REASONS =
      List.of(
          "no virtual threads on JDK (17|18|19|20): .*",
          "no arenas on JDK (17|18|19|20|21): .*",
          "the file system refuses direct I/O: .*",
          "Disabled on operating system: .*",
          "no Chromium");

  /** The package of the faults. Their row says which were not made, and why. */
  private static final String FAULTS = "dev.sluice.io.fault.";

  /** Returns the row of the classes that ran before the verdict. */
  Row beforeTheVerdict() throws IOException {
    Map<String, Set<String>> planned = planned();
    planned.values().removeIf(tags -> tags.contains("page"));
    return layer(planned);
  }

  /** Returns the row of all classes. */
  Row all() throws IOException {
    return layer(planned());
  }

  private Row layer(Map<String, Set<String>> planned) throws IOException {
    List<String> shortfalls = new ArrayList<>();
    List<TestReport> reports = new ArrayList<>();
    for (Path module : Project.modules(files.root())) {
      try {
        reports.addAll(TestReport.of(files, module));
      } catch (IOException e) {
        shortfalls.add(e.getMessage());
      }
    }
    Set<String> missing = new TreeSet<>(planned.keySet());
    int skipped = 0;
    double seconds = 0;
    for (TestReport report : reports) {
      missing.remove(report.type());
      judge(report, planned.getOrDefault(report.type(), Set.of()), shortfalls);
      skipped += report.skipped().size();
      seconds += report.seconds();
    }
    missing.forEach(type -> shortfalls.add(type + " has no report of this build"));
    require(shortfalls, !planned.isEmpty(), "there are none");
    return new Row(
        Layer.TESTS,
        (planned.size() - missing.size()) + " of " + planned.size() + " classes of all modules",
        (shortfalls.isEmpty() ? "each passed; " : "NOT ALL PASSED; ")
            + skipped
            + " tests were skipped",
        seconds,
        shortfalls);
  }

  private void judge(TestReport report, Set<String> tags, List<String> shortfalls) {
    String type = report.type();
    require(shortfalls, report.bad() == 0, type + ": " + report.bad() + " failed");
    for (String why : report.skipped()) {
      boolean expected =
          type.startsWith(FAULTS) || REASONS.stream().anyMatch(r -> why.matches(".*" + r));
      require(shortfalls, expected, type + ": a test was skipped: " + why);
    }
    boolean none = tags.contains("cross") || tags.contains("nightly") && !nightly;
    require(shortfalls, report.tests() > 0 || none, type + ": no test ran");
  }

  /** Returns the classes by name, with their tags. */
  private Map<String, Set<String>> planned() throws IOException {
    Map<String, Set<String>> planned = new TreeMap<>();
    for (Path module : Project.modules(files.root())) {
      Path sources = module.resolve("src/test/java");
      if (Files.isDirectory(sources)) {
        try (Stream<Path> found = Files.walk(sources)) {
          for (Path file : found.filter(f -> f.toString().endsWith(".java")).toList()) {
            String type = file.getFileName().toString().replace(".java", "");
            String text = Files.readString(file);
            if ((type.matches(NAMED) || HAS_TESTS.matcher(text).find())
                && !text.contains("abstract class " + type)) {
              String path = sources.relativize(file).toString().replace(".java", "");
              planned.put(path.replace(file.getFileSystem().getSeparator(), "."), tags(text));
            }
          }
        }
      }
    }
    return planned;
  }

  private static Set<String> tags(String text) {
    Set<String> tags = new TreeSet<>();
    TAG.matcher(text).results().forEach(tag -> tags.add(tag.group(1)));
    return tags;
  }
}
