// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.harness.Layer;
import dev.sluice.model.harness.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Ends {@code mvn verify}. It reads the report of each layer of checks, prints one table of what
 * ran and how far, and writes {@code target/verdict}. It fails on any shortfall: a report that is
 * missing, older than this build or empty, a failure, a skip, a bound that was not reached, a
 * mutant alive, an id that was not visited where the registry says that it must be, a class of
 * tests that did not pass.
 */
public final class Verdict {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Verdict() {}

  private static boolean isNightly(String level) {
    return !level.equals("quick");
  }

  /**
   * Judges only the tests, after those of the page. They run after the verdict, so a build that
   * goes on after a failure would not report them otherwise.
   *
   * @return whether there is no shortfall
   * @throws IOException if a report cannot be read
   */
  public static boolean tests(Path root, Instant start, String level) throws IOException {
    Row row = new TestClasses(new ReportFiles(root, start), isNightly(level)).all();
    System.out.println("Tests: " + row.ran() + ", " + row.howFar());
    if (!row.shortfalls().isEmpty()) {
      System.out.println("SHORTFALLS\n- " + String.join("\n- ", row.shortfalls()));
    }
    return row.shortfalls().isEmpty();
  }

  /**
   * Prints the table, and writes it.
   *
   * @param root the root of the project, or of a folder like it
   * @param start when the run started; older reports do not count
   * @param scope the checks that the run was told to make
   * @param more what {@code verdict.json} says in addition
   * @return whether there is no shortfall
   * @throws IOException if a report cannot be read
   */
  public static boolean judge(Path root, Instant start, String level, Scope scope, ObjectNode more)
      throws IOException {
    ReportFiles files = new ReportFiles(root, start);
    Reports reports = new Reports(files, isNightly(level));
    List<Row> rows = rows(reports, new FaultReports(files), scope);
    Registry registry = Registry.read(root.resolve("kernel/transitions.tsv"));
    Matrix matrix = reports.matrix(registry);
    List<String> shortfalls = new ArrayList<>();
    rows.forEach(row -> shortfalls.addAll(row.shortfalls()));
    shortfalls.addAll(matrix.shortfalls(scope.columns()));

    String table = table(rows, shortfalls);
    Path folder = Files.createDirectories(root.resolve("target/verdict"));
    boolean visits = !scope.columns().isEmpty();
    String said = visits ? table + "\n" + matrix.markdown(scope.columns()) : table;
    Files.writeString(folder.resolve("verdict.md"), said);
    ObjectNode json = json(rows, matrix, reports.mutantList(), shortfalls);
    json.put("level", level);
    json.put("seconds", Duration.between(start, Instant.now()).toSeconds());
    json.setAll(more);
    JSON.writeValue(folder.resolve("verdict.json").toFile(), json);
    System.out.printf("%n%s%n", table);
    if (visits) {
      System.out.println("Visits of each transition and property: " + folder.resolve("verdict.md"));
    }
    return shortfalls.isEmpty();
  }

  private static List<Row> rows(Reports reports, FaultReports faults, Scope scope)
      throws IOException {
    List<Row> rows = new ArrayList<>();
    for (Layer layer : scope.layers()) {
      switch (layer) {
        case UNIT -> rows.add(reports.unit(layer, "kernel"));
        case FAULTS -> rows.add(faults.faults());
        case SOAK -> rows.add(faults.soak());
        case TLC -> rows.add(reports.tlc());
        case EXPLORE -> rows.add(reports.exploration());
        case CONFORM -> rows.add(reports.conformance());
        case STRESS -> rows.add(reports.stress());
        case MUTANTS -> rows.add(reports.mutants());
        case BENCH -> rows.add(reports.unit(layer, "bench"));
        case TESTS -> rows.add(reports.tests());
        default -> throw new AssertionError(layer);
      }
    }
    return rows;
  }

  private static String table(List<Row> rows, List<String> shortfalls) {
    StringBuilder table = new StringBuilder();
    table.append(line("layer", "ran", "how far", "seconds", "not covered"));
    table.append(line("---", "---", "---", "---:", "---"));
    for (Row l : rows) {
      String seconds = String.format(Locale.ROOT, "%.0f", l.seconds());
      table.append(line(l.name(), l.ran(), l.howFar(), seconds, l.blindTo()));
    }
    table.append(shortfalls.isEmpty() ? "\nNo shortfall.\n" : "\nSHORTFALLS\n");
    shortfalls.forEach(s -> table.append("- ").append(s).append('\n'));
    return table.toString();
  }

  private static ObjectNode json(
      List<Row> rows, Matrix matrix, JsonNode mutants, List<String> shortfalls) {
    ObjectNode json = JSON.createObjectNode();
    json.put("jdk", System.getProperty("java.version"));
    json.put("arch", System.getProperty("os.arch"));
    json.put("cpus", Runtime.getRuntime().availableProcessors());
    json.set("layers", JSON.valueToTree(rows));
    json.set("mutants", mutants);
    json.set("columns", matrix.columns());
    json.set("transitions", matrix.json("transition"));
    json.set("properties", matrix.json("property"));
    json.set("shortfalls", JSON.valueToTree(shortfalls));
    return json;
  }

  private static String line(String layer, String ran, String far, String seconds, String blind) {
    return String.format("| %-11s | %-34s | %-58s | %7s | %s |%n", layer, ran, far, seconds, blind);
  }
}
