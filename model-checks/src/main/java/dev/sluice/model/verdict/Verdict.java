// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
 * Ends {@code mvn verify}: reads what each layer of checks reported, prints one table of what ran
 * and how far, writes {@code target/verdict}, and fails on any shortfall: a report that is missing,
 * older than this build or empty, a failure, a skip, a bound not reached, a mutant alive, an id
 * that was not visited where the registry says it must be, a class of tests that did not pass.
 */
public final class Verdict {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Verdict() {}

  private static boolean isNightly(String level) {
    return !level.equals("quick");
  }

  /**
   * Judges the tests alone, when those of the page have run too: what comes after the verdict, a
   * build that goes on after a failure would leave unsaid.
   *
   * @return whether there is no shortfall
   * @throws IOException if a report cannot be read
   */
  public static boolean tests(Path root, Instant start, String level) throws IOException {
    Layer layer = new TestClasses(new ReportFiles(root, start), isNightly(level)).all();
    System.out.println("Tests: " + layer.ran() + ", " + layer.howFar());
    if (!layer.shortfalls().isEmpty()) {
      System.out.println("SHORTFALLS\n- " + String.join("\n- ", layer.shortfalls()));
    }
    return layer.shortfalls().isEmpty();
  }

  /**
   * Prints the table, and writes it.
   *
   * @param root of the project, or of a folder like it
   * @param start what is older is not believed
   * @param scope what was to be checked
   * @param more what {@code verdict.json} is to say besides
   * @return whether there is no shortfall
   * @throws IOException if a report cannot be read
   */
  public static boolean judge(Path root, Instant start, String level, Scope scope, ObjectNode more)
      throws IOException {
    ReportFiles files = new ReportFiles(root, start);
    Reports reports = new Reports(files, isNightly(level));
    List<Layer> layers = layers(reports, new FaultReports(files), scope);
    Registry registry =
        Registry.read(root.resolve("kernel/src/test/resources/dev/sluice/transitions.tsv"));
    Matrix matrix = reports.matrix(registry);
    List<String> shortfalls = new ArrayList<>();
    layers.forEach(layer -> shortfalls.addAll(layer.shortfalls()));
    shortfalls.addAll(matrix.shortfalls(scope.columns()));

    String table = table(layers, shortfalls);
    Path folder = Files.createDirectories(root.resolve("target/verdict"));
    Files.writeString(folder.resolve("verdict.md"), table + "\n" + matrix.markdown());
    ObjectNode json = json(layers, matrix, reports.mutantList(), shortfalls);
    json.put("level", level);
    json.put("seconds", Duration.between(start, Instant.now()).toSeconds());
    json.setAll(more);
    JSON.writeValue(folder.resolve("verdict.json").toFile(), json);
    System.out.printf("%n%s%n", table);
    System.out.println("Visits of each transition and property: " + folder.resolve("verdict.md"));
    return shortfalls.isEmpty();
  }

  private static List<Layer> layers(Reports reports, FaultReports faults, Scope scope)
      throws IOException {
    List<Layer> layers = new ArrayList<>();
    for (Scope.Part part : scope.parts()) {
      switch (part) {
        case UNIT -> layers.addAll(List.of(reports.unit("kernel"), faults.faults(), faults.soak()));
        case TLC -> layers.add(reports.tlc());
        case EXPLORE -> layers.add(reports.exploration());
        case CONFORMANCE -> layers.add(reports.conformance());
        case STRESS -> layers.add(reports.stress());
        case MUTANTS -> layers.add(reports.mutants());
        case BENCH -> layers.add(reports.unit("bench"));
        case TESTS -> layers.add(reports.tests());
        default -> throw new AssertionError(part);
      }
    }
    return layers;
  }

  private static String table(List<Layer> layers, List<String> shortfalls) {
    StringBuilder table = new StringBuilder();
    table.append(line("layer", "ran", "how far", "seconds", "not covered"));
    table.append(line("---", "---", "---", "---:", "---"));
    for (Layer l : layers) {
      String seconds = String.format(Locale.ROOT, "%.0f", l.seconds());
      table.append(line(l.name(), l.ran(), l.howFar(), seconds, l.blindTo()));
    }
    table.append(shortfalls.isEmpty() ? "\nNo shortfall.\n" : "\nSHORTFALLS\n");
    shortfalls.forEach(s -> table.append("- ").append(s).append('\n'));
    return table.toString();
  }

  private static ObjectNode json(
      List<Layer> layers, Matrix matrix, JsonNode mutants, List<String> shortfalls) {
    ObjectNode json = JSON.createObjectNode();
    json.put("jdk", System.getProperty("java.version"));
    json.put("arch", System.getProperty("os.arch"));
    json.put("cpus", Runtime.getRuntime().availableProcessors());
    json.set("layers", JSON.valueToTree(layers));
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
