// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly;

import dev.sluice.io.JsonLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The results of a sweep: for each call, how many points there were, and their results. */
final class Table {

  private final Map<String, Integer> points = new LinkedHashMap<>();
  private final Map<String, Integer> violations = new TreeMap<>();
  private final int all;
  private final int wrong;
  private final long seconds;

  Table(Sweep sweep) {
    for (SweepRow row : sweep.rows()) {
      points.merge(row.call(), row.points(), Integer::sum);
      violations.merge(row.call(), row.violations().size(), Integer::sum);
    }
    all = points.values().stream().mapToInt(Integer::intValue).sum();
    wrong = sweep.violations().size();
    seconds = sweep.seconds();
  }

  /** Returns the calls at which no error was thrown. */
  List<String> withoutPoint() {
    return points.keySet().stream().filter(call -> points.get(call) == 0).toList();
  }

  void write(Path json) throws IOException {
    List<String> operations = new ArrayList<>();
    points.forEach(
        (call, count) ->
            operations.add(
                JsonLines.object(
                    Map.of(
                        "operation", call, "points", count, "violations", violations.get(call)))));
    Files.createDirectories(json.getParent());
    Files.writeString(
        json,
        String.format(
            "{\"points\": %d, \"violations\": %d, \"jdk\": %d, \"places\": %d, \"operations\": [%n%s%n]}%n",
            all,
            wrong,
            Runtime.version().feature(),
            World.places(),
            String.join(",\n", operations)));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    points.forEach(
        (call, count) ->
            text.append(
                String.format(
                    "%7d points %3d violations  %s%n", count, violations.get(call), call)));
    return text
        + String.format(
            "anomalies: JDK %d, %d operations, %d points at %d places, %d violations, %d s",
            Runtime.version().feature(), points.size(), all, World.places(), wrong, seconds);
  }
}
