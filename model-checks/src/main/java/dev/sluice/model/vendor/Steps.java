// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import static dev.sluice.model.harness.Layer.CONFORMANCE;
import static dev.sluice.model.harness.Layer.EXPLORE;
import static dev.sluice.model.harness.Layer.MUTANTS;
import static dev.sluice.model.harness.Layer.STRESS;
import static dev.sluice.model.harness.Layer.TLC;
import static dev.sluice.model.harness.Layer.UNIT;

import dev.sluice.model.harness.Child;
import dev.sluice.model.harness.Layer;
import dev.sluice.model.harness.Outcome;
import dev.sluice.model.harness.UnitCommand;
import dev.sluice.model.mutant.Check;
import dev.sluice.model.mutant.CheckCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The checks of this project, on the kernel in a workspace: the classes of tests that its build
 * runs, in JVMs as in the build.
 */
final class Steps {

  private static final String TESTS = "dev.sluice.model.";
  private static final String GATE = "dev.sluice.stress.gate.StressGate";

  /**
   * As the build explores, see the pom; but that spurious wake-ups are stopped earlier, for whoever
   * changed something waits for it.
   */
  private static final List<String> EXPLORER =
      with(Child.EXPLORATION, "-Xmn512m", "-Xmx3g", "-ea", "-Dsluice.spurious=1000");

  private static final List<String> TESTER = List.of("-Xmx2g", "-ea");

  /** Where the verdict looks for them. */
  private static final String UNIT_REPORTS = "target/surefire-reports";

  private static final Duration LEAST = Duration.ofMinutes(8);

  private final Workspace workspace;
  private final VerifyRequest request;

  Steps(Workspace workspace, VerifyRequest request) {
    this.workspace = workspace;
    this.request = request;
  }

  /**
   * All but the mutants, those first that find most in the shortest time.
   *
   * @param visits whether each column of the matrix is to be filled
   */
  List<VerifyStep> all(boolean visits) {
    List<VerifyStep> steps = new ArrayList<>();
    steps.add(new VerifyStep("unit", UNIT, 25, true, this::unit));
    steps.add(new VerifyStep("soak", UNIT, 7 + request.soakSeconds(), true, this::soak));
    String spurious = "scenario.SpuriousParkingTest#";
    steps.add(tests("explore-exact", EXPLORE, 60, EXPLORER, "scenario.ExactParkingTest"));
    steps.add(
        tests("explore-spurious-atomic", EXPLORE, 80, EXPLORER, spurious + "slot_core_one_step"));
    steps.add(tests("explore-dying", EXPLORE, 60, TESTER, "scenario.DyingTest"));
    steps.add(tests("conformance", CONFORMANCE, 40, TESTER, "conform.ConformanceTest"));
    steps.add(
        tests(
            workspace.explorer(),
            "explore-itself",
            EXPLORE,
            20,
            EXPLORER,
            "explore.CalibrationTest",
            "explore.CanaryTest",
            "explore.RandomProgramsTest"));
    steps.add(tests("explore-spurious", EXPLORE, 20, EXPLORER, spurious + "unmodified"));
    steps.add(
        tests(
            "conformance-explored", CONFORMANCE, 30, EXPLORER, "scenario.ScenarioConformanceTest"));
    steps.add(tests("tlc", TLC, 80, TESTER, "tlc.SpecsTest"));
    if (request.level() != VerifyLevel.QUICK) {
      steps.add(tests("explore-long", EXPLORE, 70, EXPLORER, "scenario.LongExplorationTest"));
      steps.add(tests("tlc-large", TLC, 3_000, TESTER, "tlc.NightlyTest"));
    }
    if (visits) {
      steps.add(tests("visits", EXPLORE, 40, TESTER, "probe.VisitsTest"));
    }
    int stress = request.level() == VerifyLevel.QUICK ? 110 : 3_000;
    steps.add(new VerifyStep("stress", STRESS, share(stress), true, this::stress));
    steps.removeIf(step -> !request.has(step));
    return steps;
  }

  /** Whether the checks would have noticed: two at a time, in JVMs of their own. */
  VerifyStep mutants() {
    VerifyStep tests = tests("mutants", MUTANTS, 280, TESTER, "mutant.MutantsTest");
    return new VerifyStep(tests.name(), MUTANTS, share(tests.seconds()), true, tests.run());
  }

  /** Of what is divided among shards. */
  private int share(int seconds) {
    return seconds / request.shard().map(Shard::n).orElse(1);
  }

  /** One check, as mutants name theirs. */
  VerifyStep check(String text) {
    Check check = Check.parse(text);
    String name = text.replaceAll("\\W+", "-");
    return new VerifyStep(
        name, check.layer(), 10, !check.sharesTheMachine(), log -> check(text, log));
  }

  private Outcome check(String text, Path log) throws IOException, InterruptedException {
    Path work = workspace.root().resolve("checks").resolve(log.getFileName());
    List<String> arguments = List.of(text, workspace.classes().toString(), work.toString());
    return child(workspace.models(), List.of(), CheckCommand.class, arguments, log, 0);
  }

  private Outcome unit(Path log) throws IOException, InterruptedException {
    return test(workspace.kernel(), UNIT_REPORTS, List.of("-ea"), UnitCommand.all(""), log, 25);
  }

  private Outcome soak(Path log) throws IOException, InterruptedException {
    int seconds = request.soakSeconds();
    List<String> jvm =
        with(
            List.of("-ea", "-XX:ActiveProcessorCount=2", "-Dsoak=" + seconds),
            "-XX:NativeMemoryTracking=summary"); // the soak watches what comes from malloc too
    List<String> tests = List.of("dev.sluice.io.fault.KillIT", "dev.sluice.io.soak.SoakIT");
    return test(workspace.kernel(), "target/soak-reports", jvm, tests, log, seconds);
  }

  private VerifyStep tests(
      String name, Layer layer, int seconds, List<String> jvm, String... tests) {
    return tests(workspace.models(), name, layer, seconds, jvm, tests);
  }

  private VerifyStep tests(
      Path folder, String name, Layer layer, int seconds, List<String> jvm, String... tests) {
    String reports = "target/surefire-reports/" + name;
    List<String> classes = List.of(tests).stream().map(test -> TESTS + test).toList();
    return new VerifyStep(
        name, layer, seconds, false, log -> test(folder, reports, jvm, classes, log, seconds));
  }

  private Outcome test(
      Path folder, String reports, List<String> jvm, List<String> tests, Path log, int seconds)
      throws IOException, InterruptedException {
    List<String> options =
        with(
            jvm,
            "-Dlevel=" + (request.level() == VerifyLevel.QUICK ? "quick" : "nightly"),
            "-Dsluice.build=" + request.start(), // reports of one run are added up
            "-D" + UnitCommand.REPORTS + "=" + folder.resolve(reports));
    return child(folder, options, UnitCommand.class, tests, log, seconds);
  }

  private Outcome stress(Path log) throws IOException, InterruptedException {
    List<String> options =
        with(
            List.of(),
            "-Dlevel=" + request.level(),
            "-Dkernel=" + workspace.classes(),
            "-Dshard=" + request.shard().map(Shard::toString).orElse(""),
            "-Dsoak.minutes=" + Math.max(1, request.soakSeconds() / 60));
    return gate(workspace.root(), workspace.classes(), options, List.of("run"), log);
  }

  /**
   * The gate of the stress tests, which is on the class path alone; it has a time-out of its own.
   */
  static Outcome gate(Path root, Path classes, List<String> options, List<String> command, Path log)
      throws IOException, InterruptedException {
    Class<?> gate;
    try {
      gate = Class.forName(GATE, false, Steps.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IOException("the stress tests are not on the class path", e);
    }
    List<String> all = with(options, "-Dstress.out=" + root.resolve("stress-tests/target/stress"));
    return Child.run(classes, all, gate, command, root, log, Duration.ofDays(1));
  }

  private Outcome child(
      Path folder,
      List<String> options,
      Class<?> main,
      List<String> arguments,
      Path log,
      int seconds)
      throws IOException, InterruptedException {
    // A machine may be busy: some minutes, and five times as long as on one that is not.
    Duration quick = LEAST.plusSeconds(5L * seconds);
    Duration atMost = request.level() == VerifyLevel.QUICK ? quick : request.level().atMost();
    return Child.run(workspace.classes(), options, main, arguments, folder, log, atMost);
  }

  private static List<String> with(List<String> some, String... more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(List.of(more));
    return all;
  }
}
