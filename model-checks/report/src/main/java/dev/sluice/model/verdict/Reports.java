// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.verdict;

import static dev.sluice.model.verdict.ReportFiles.require;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.model.harness.Layer;
import dev.sluice.model.harness.Registry;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The reports that the layers of checks leave in the build folders, each as a row of the table. */
final class Reports {

  private static final String TLC = "model-checks/specs/target/tlc.json";
  private static final String TLC_NIGHTLY = "model-checks/specs/target/tlc-nightly.json";
  private static final String EXPLORATION = "model-checks/scenarios/target/exploration.json";

  /** The explorer's report on its check of itself. */
  private static final String EXPLORER = "model-checks/explorer/target/exploration.json";

  private static final String VISITS = "model-checks/scenarios/target/visits.json";
  private static final String CONFORMANCE = "model-checks/scenarios/target/conformance.json";
  private static final String MUTANTS = "model-checks/mutants/target/mutants.json";
  private static final String STRESS = "stress-tests/target/stress/summary.json";

  /** Fewer mutants than this are a shortfall. */
  private static final int FEWEST_MUTANTS = 45;

  /** Fewer traces than this are a shortfall. */
  private static final long TRACES = 100_000;

  private final ReportFiles files;
  private final boolean nightly;

  Reports(ReportFiles files, boolean nightly) {
    this.files = files;
    this.nightly = nightly;
  }

  /** Returns the row of JUnit's reports of one module. */
  Row unit(Layer layer, String module) throws IOException {
    int tests = 0;
    int bad = 0;
    int skipped = 0;
    double seconds = 0;
    Set<String> classes = new HashSet<>();
    for (TestReport report : TestReport.of(files, files.root().resolve(module))) {
      classes.addAll(report.classes());
      tests += report.tests();
      bad += report.bad();
      skipped += report.skipped().size();
      seconds += report.seconds();
    }
    List<String> shortfalls = new ArrayList<>();
    require(shortfalls, tests > 0, "no test ran in this build");
    require(shortfalls, bad == 0, bad + " failed");
    return new Row(
        layer,
        tests + " tests in " + classes.size() + " classes",
        "one schedule each; " + bad + " failed, " + skipped + " skipped",
        seconds,
        shortfalls);
  }

  /** Returns the row of TLC's reports on each configuration of each spec. */
  Row tlc() throws IOException {
    List<String> shortfalls = new ArrayList<>();
    List<JsonNode> runs = new ArrayList<>();
    files.read(TLC, shortfalls).path("runs").forEach(runs::add);
    if (nightly) {
      files.read(TLC_NIGHTLY, shortfalls).path("runs").forEach(runs::add);
    }
    long distinct = 0;
    double seconds = 0;
    int complete = 0;
    int rejected = 0;
    for (JsonNode run : runs) {
      String fault = run.path("constants").path("Fault").asText("none").replace("\"", "");
      String verdict = run.path("verdict").asText();
      boolean expected = verdict.equals(fault.equals("none") ? "COMPLETED" : "VIOLATED");
      require(shortfalls, expected, run.path("config").asText() + ": " + verdict);
      seconds += run.path("seconds").asDouble();
      if (fault.equals("none")) {
        complete++;
        distinct += run.path("distinct").asLong();
      } else {
        rejected++;
      }
    }
    require(shortfalls, complete > 0 && rejected > 0, "no state was checked, or no fault rejected");
    return new Row(
        Layer.TLC,
        complete + " configurations, " + rejected + " faults",
        "all " + distinct + " states of these; " + rejected + " faults rejected",
        seconds,
        shortfalls);
  }

  /** Returns the row of the exploration of the real classes in each scenario. */
  Row exploration() throws IOException {
    List<String> shortfalls = new ArrayList<>();
    JsonNode report = files.read(EXPLORATION, shortfalls);
    JsonNode scenarios = report.path("scenarios");
    long schedules = 0;
    double seconds = 0;
    int exhausted = 0;
    long plainAccesses = 0;
    for (JsonNode scenario : scenarios) {
      plainAccesses += scenario.path("plainAccesses").asLong();
      String name = scenario.path("name").asText();
      boolean looked = !scenario.path("search").asText().equals("stock");
      boolean raceFree = scenario.path("raceFree").asBoolean();
      require(shortfalls, raceFree || !looked, "a data race in " + name);
      schedules += scenario.path("schedules").asLong();
      seconds += scenario.path("seconds").asDouble();
      exhausted += scenario.path("exhausted").asBoolean() ? 1 : 0;
    }
    require(shortfalls, plainAccesses > 0, "no plain access was held against a race");
    require(
        shortfalls,
        files.read(EXPLORER, shortfalls).path("programs").path("equal").asInt() >= 200,
        "too few random programs");
    require(
        shortfalls, report.path("calibration").path("exact").asBoolean(), "calibration not exact");
    JsonNode canaries = report.path("canaries");
    int caught = canaries.path("caught").asInt();
    require(shortfalls, schedules > 0, "no schedule was explored");
    require(
        shortfalls,
        caught > 0 && caught == canaries.path("total").asInt(),
        "canaries caught: " + caught + " of " + canaries.path("total").asInt());
    return new Row(
        Layer.EXPLORE,
        scenarios.size() + " searches, real classes",
        schedules + " schedules, exhausted in " + exhausted + " of " + scenarios.size(),
        seconds,
        shortfalls);
  }

  /** Returns the row of the traces of the real classes that were compared with the spec. */
  Row conformance() throws IOException {
    List<String> shortfalls = new ArrayList<>();
    JsonNode report = files.read(CONFORMANCE, shortfalls);
    long traces = report.path("traces").asLong();
    long rejected = report.path("rejected").asLong();
    long accepted = report.path("accepted").asLong();
    require(shortfalls, accepted >= TRACES, accepted + " traces accepted, of " + TRACES);
    require(shortfalls, rejected == 0 && accepted == traces, rejected + " traces rejected");
    for (Map.Entry<String, JsonNode> source : report.path("sources").properties()) {
      Instant written = Instant.parse(source.getValue().path("written").asText());
      // The time is exact to the second, as the start of the build is.
      require(
          shortfalls,
          !written.isBefore(files.buildStarted()),
          source.getKey() + " is of an earlier build");
    }
    return new Row(
        Layer.CONFORM,
        traces + " traces of the real classes",
        accepted
            + " accepted, "
            + rejected
            + " rejected; "
            + report.path("actions").size()
            + " actions seen",
        report.path("seconds").asDouble(),
        shortfalls);
  }

  /** Returns the row of the gate of the stress tests. */
  Row stress() throws IOException {
    List<String> shortfalls = new ArrayList<>();
    JsonNode report = files.read(STRESS, shortfalls);
    long samples = 0;
    for (JsonNode test : report.path("tests")) {
      samples += test.path("samples").asLong();
    }
    int failed = report.path("failed").asInt();
    int skipped = report.path("skipped").asInt();
    require(shortfalls, samples > 0, "no sample was taken");
    require(shortfalls, failed + skipped == 0, failed + " failed, " + skipped + " skipped");
    return new Row(
        Layer.STRESS,
        report.path("tests").size() + " tests, level " + report.path("level").asText("?"),
        samples + " samples on " + System.getProperty("os.arch"),
        report.path("seconds").asDouble(),
        shortfalls);
  }

  /** Returns the row of the broken kernels. */
  Row mutants() throws IOException {
    List<String> shortfalls = new ArrayList<>();
    JsonNode report = files.read(MUTANTS, shortfalls);
    int total = report.path("total").asInt();
    int killed = report.path("killed").asInt();
    int justified = report.path("justified").asInt();
    require(shortfalls, total >= FEWEST_MUTANTS, "only " + total + " mutants");
    int there = report.path("there").asInt();
    require(shortfalls, total == there, total + " of " + there + " were tried");
    for (JsonNode mutant : report.path("list")) {
      boolean alive = !mutant.path("killed").asBoolean() && !mutant.path("equivalent").asBoolean();
      boolean tried = mutant.path("tried").asBoolean();
      require(shortfalls, !tried || !alive, mutant.path("id").asText() + " is alive");
    }
    return new Row(
        Layer.MUTANTS,
        total + " broken kernels",
        killed + " killed as said, " + justified + " equivalent, with the reason",
        report.path("seconds").asDouble(),
        shortfalls);
  }

  /** Returns the matrix of all reports that say which ids were visited. */
  Matrix matrix(Registry registry) throws IOException {
    List<String> missing =
        new ArrayList<>(); // a missing report leaves cells empty, and these are reported
    Matrix matrix = new Matrix(registry);
    matrix.probes(files.read(VISITS, missing));
    matrix.tlc(files.read(TLC, missing));
    matrix.traces(files.read(CONFORMANCE, missing));
    matrix.stress(files.read(STRESS, missing));
    matrix.mutants(files.read(MUTANTS, missing));
    return matrix;
  }

  /**
   * Returns the row of all classes of tests of the build, except those that run after the verdict.
   */
  Row tests() throws IOException {
    return new TestClasses(files, nightly).beforeTheVerdict();
  }

  /** Returns {@code mutants.json}, or a missing node. */
  JsonNode mutantList() throws IOException {
    return files.read(MUTANTS, new ArrayList<>());
  }
}
