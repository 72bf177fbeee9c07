// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io.fault;

import dev.sluice.io.JsonLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.opentest4j.TestAbortedException;

/**
 * Runs one fault. It prints a line of what it did, and adds a line to {@code target/faults.json}:
 * the verdict must be able to say what has not run.
 */
final class FaultRow {

  private static final Path REPORT = Path.of("target", "faults.json");

  /** The build, so that a line of an earlier build does not count for this one. */
  private static final String BUILD = System.getProperty("sluice.build");

  private FaultRow() {}

  /** The fault. It returns what it did, in a few words. */
  interface Body {
    String run() throws Exception;
  }

  static void run(String name, Body body) throws Exception {
    try {
      String did = body.run();
      report(name, true, did);
    } catch (TestAbortedException e) {
      report(name, false, e.getMessage());
      throw e;
    } catch (Throwable t) {
      report(name, true, "FAILED: " + t);
      throw t;
    }
  }

  /** Ends the test here as not run, if something is lacking. */
  static void lacks(boolean lacking, String what) {
    if (lacking) {
      Assumptions.abort(what);
    }
  }

  static void notLinux() {
    String os = System.getProperty("os.name");
    lacks(!os.equals("Linux"), "needs Linux, this is " + os);
  }

  private static synchronized void report(String name, boolean ran, String why) throws IOException {
    System.out.println("fault: " + name + ": " + (ran ? "" : "NOT RUN: ") + why);
    if (BUILD == null) {
      return; // this is a single test by hand, or on another kernel, and not a part of a build
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", name);
    fields.put("ran", ran);
    fields.put("why", why);
    fields.put("build", BUILD);
    List<String> lines = new ArrayList<>();
    if (Files.exists(REPORT)) {
      String sameName = JsonLines.object(Map.of("name", name));
      for (String line : Files.readAllLines(REPORT)) {
        if (line.contains("\"build\": \"" + BUILD + "\"")
            && !line.startsWith(sameName.substring(0, sameName.length() - 1))) {
          lines.add(line.endsWith(",") ? line.substring(0, line.length() - 1) : line);
        }
      }
    }
    lines.add(JsonLines.object(fields));
    Files.createDirectories(REPORT.getParent());
    Files.writeString(REPORT, "[\n" + String.join(",\n", lines) + "\n]\n");
  }
}
