// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.verdict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Ends {@code mvn verify}: reads what each layer of checks reported, prints one table of what ran
 * and how far, and fails on any shortfall: a report that is missing, older than this build or
 * empty, a failure, a skip, a bound not reached.
 */
public final class Verdict {

  private Verdict() {}

  /**
   * Prints the table.
   *
   * @param args the root of the project; when this build started, in ISO 8601
   * @throws IOException if a report cannot be read
   */
  public static void main(String[] args) throws IOException {
    Path root = Path.of(args[0]);
    Reports reports = new Reports(root, Instant.parse(args[1]));
    List<Layer> layers =
        List.of(
            reports.unit("kernel"),
            reports.tlc(),
            reports.exploration(),
            reports.conformance(),
            reports.stress(),
            reports.unit("bench"));
    List<String> shortfalls = layers.stream().flatMap(l -> l.shortfalls().stream()).toList();

    StringBuilder table = new StringBuilder();
    table.append(line("layer", "ran", "how far", "seconds", "not covered"));
    table.append(line("---", "---", "---", "---:", "---"));
    for (Layer l : layers) {
      String seconds = String.format(Locale.ROOT, "%.0f", l.seconds());
      table.append(line(l.name(), l.ran(), l.howFar(), seconds, l.blindTo()));
    }
    table.append(shortfalls.isEmpty() ? "\nNo shortfall.\n" : "\nSHORTFALLS\n");
    shortfalls.forEach(s -> table.append("- ").append(s).append('\n'));

    Path file = root.resolve("target/verdict/verdict.md");
    Files.createDirectories(file.getParent());
    Files.writeString(file, table);
    System.out.printf("%n%s%n", table);
    if (!shortfalls.isEmpty()) {
      System.exit(1);
    }
  }

  private static String line(String layer, String ran, String far, String seconds, String blind) {
    return String.format("| %-11s | %-34s | %-58s | %7s | %s |%n", layer, ran, far, seconds, blind);
  }
}
