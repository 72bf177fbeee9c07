// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.verdict;

import static dev.sluice.model.verdict.ReportFiles.require;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.model.harness.Layer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The reports of the kernel's tests on faults, each as a row of the table. */
final class FaultReports {

  /** A soak that takes this long has to reach the two numbers below. */
  private static final double SECONDS = 60;

  private static final long FLUSHES = 100_000;
  private static final long FAULTS = 1_000;

  private final ReportFiles files;

  FaultReports(ReportFiles files) {
    this.files = files;
  }

  /**
   * Returns the row of the operating system's faults. The row names a fault that this system cannot
   * make. That is not a shortfall.
   */
  Row faults() throws IOException {
    List<String> shortfalls = new ArrayList<>();
    int ran = 0;
    List<String> notRun = new ArrayList<>();
    for (JsonNode fault : files.read("kernel/target/faults.json", shortfalls)) {
      if (fault.path("ran").asBoolean()) {
        ran++;
      } else {
        notRun.add(fault.path("name").asText() + " (" + fault.path("why").asText() + ")");
      }
    }
    require(shortfalls, ran > 0, "no fault was made");
    return new Row(
        Layer.FAULTS,
        ran + " of the operating system's",
        notRun.isEmpty() ? "all were made" : "not run: " + String.join(", ", notRun),
        0,
        shortfalls);
  }

  /** Returns the row of random operations, faults and cancels. */
  Row soak() throws IOException {
    List<String> shortfalls = new ArrayList<>();
    JsonNode soak = files.read("kernel/target/soak.json", shortfalls);
    long flushes = soak.path("flushes").asLong();
    long faults = soak.path("faults").asLong();
    double seconds = soak.path("seconds").asDouble();
    require(shortfalls, soak.path("lost").asLong(-1) == 0, "lost: " + soak.path("lost"));
    require(shortfalls, flushes > 0 && faults > 0, flushes + " flushes, " + faults + " faults");
    require(
        shortfalls,
        seconds < SECONDS || flushes >= FLUSHES && faults >= FAULTS,
        "only " + flushes + " flushes and " + faults + " faults in " + seconds + " s");
    return new Row(
        Layer.SOAK,
        soak.path("rounds").asLong() + " rounds, seed " + soak.path("seed").asText(),
        flushes + " flushes, " + faults + " faults, " + soak.path("lost").asLong() + " lost",
        seconds,
        shortfalls);
  }
}
