// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * The contents of {@code compare.json}.
 *
 * @param date the date
 * @param jdk the version of the JDK
 * @param arch the architecture of the processor
 * @param os the name of the system
 * @param cpus how many processors the JVM sees
 * @param load the load of the machine before the start: the system's average over a minute
 * @param rows the results
 */
public record CompareReport(
    String date, String jdk, String arch, String os, int cpus, double load, List<CompareRow> rows) {

  /** Returns the present load. Call this before anything is measured. */
  static double loadNow() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  static CompareReport of(double load, List<CompareRow> rows) {
    return new CompareReport(
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        Runtime.version().toString(),
        System.getProperty("os.arch"),
        System.getProperty("os.name"),
        Runtime.getRuntime().availableProcessors(),
        load,
        rows);
  }

  void write(Path file) throws IOException {
    new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), this);
  }

  /** Returns the report as lines for a reader. */
  String table() {
    StringBuilder table = new StringBuilder();
    String format = "%-34s %-9s %-6s %8s %11s %-6s %-44s %12s %8s %17s %7s %s%n";
    table.append(
        String.format(
            format,
            "what",
            "threads",
            "load",
            "size",
            "ours",
            "",
            "peer",
            "theirs",
            "ratio",
            "min..max",
            "target",
            "met"));
    for (CompareRow row : rows) {
      table.append(
          String.format(
              Locale.ROOT,
              format,
              row.what(),
              row.threads(),
              row.load(),
              row.size() == 0 ? "" : row.size(),
              number(row.ours()),
              row.unit(),
              row.peer() == null ? "" : row.peer(),
              row.theirs() == null ? "" : number(row.theirs()),
              number(row.ratio()),
              number(row.minimum()) + ".." + number(row.maximum()),
              row.target() == null ? "" : row.target(),
              row.met() == null ? "" : row.met() ? "yes" : "NO"));
    }
    return table.toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 1 ? "%.2f" : "%.4f", value);
  }
}
