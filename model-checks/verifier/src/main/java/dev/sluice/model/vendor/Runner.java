// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import dev.sluice.model.harness.Check;
import dev.sluice.model.harness.CheckCommand;
import dev.sluice.model.harness.Child;
import dev.sluice.model.harness.Layer;
import dev.sluice.model.harness.Outcome;
import dev.sluice.model.harness.Plan;
import dev.sluice.model.harness.StressCheck;
import dev.sluice.model.harness.TestCheck;
import dev.sluice.model.harness.UnitCheck;
import dev.sluice.model.harness.UnitCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Runs the checks of the plan on the kernel in a workspace, in JVMs like those of the build. */
final class Runner {

  /** The search with spurious wake-ups stops earlier than in a build, because a user is waiting. */
  private static final String SPURIOUS = "-Dsluice.spurious=1000";

  /** The layers that find most in the shortest time come first. */
  private static final List<Layer> ORDER =
      List.of(
          Layer.UNIT,
          Layer.FAULTS,
          Layer.SOAK,
          Layer.EXPLORE,
          Layer.CONFORM,
          Layer.TLC,
          Layer.STRESS,
          Layer.MUTANTS);

  private final Workspace workspace;
  private final VerifyRequest request;

  Runner(Workspace workspace, VerifyRequest request) {
    this.workspace = workspace;
    this.request = request;
  }

  /**
   * Returns the checks of each layer as a whole, as far as they were asked for.
   *
   * @param visits whether each column of the matrix must be filled
   */
  List<Check> plan(boolean visits) {
    List<Check> plan = new ArrayList<>(Plan.whole());
    plan.removeIf(check -> !request.has(check) || !isWanted(check, visits));
    plan.sort(Comparator.comparing(check -> ORDER.indexOf(check.layer())));
    return plan;
  }

  private boolean isWanted(Check check, boolean visits) {
    if (!(check instanceof TestCheck test)) {
      return true;
    }
    boolean large = request.level() != VerifyLevel.QUICK;
    return test.runsOnCopies()
        && (large || !test.isLarge())
        && (visits || !test.tags().contains("visits"));
  }

  /**
   * Returns how long a check takes. Checks that are divided among shards take each shard a part of
   * the time.
   */
  int seconds(Check check) {
    int soak = check.layer() == Layer.SOAK ? request.soakSeconds() : 0;
    boolean divided = check.layer() == Layer.STRESS || check.layer() == Layer.MUTANTS;
    return soak + check.seconds() / (divided ? request.shard().map(Shard::n).orElse(1) : 1);
  }

  /** Runs a check to its end. */
  Outcome run(Check check, Path log) throws IOException, InterruptedException {
    if (check instanceof TestCheck test) {
      return test.run(
          workspace.classes(),
          workspace.root(),
          options(test.folder(workspace.root()), check),
          log,
          atMost(test.atMost().plusSeconds(5L * request.soakSeconds())));
    }
    if (check.equals(UnitCheck.ALL)) {
      List<String> options = options(workspace.kernel(), check);
      options.add("-ea");
      List<String> tests = UnitCheck.ALL.arguments();
      return child(workspace.kernel(), options, UnitCommand.class, tests, log);
    }
    if (check.equals(StressCheck.ALL)) {
      return stress(log);
    }
    Path work = workspace.root().resolve("checks").resolve(log.getFileName());
    List<String> arguments = List.of(check.id(), workspace.classes().toString(), work.toString());
    return child(workspace.root(), List.of(), CheckCommand.class, arguments, log);
  }

  private List<String> options(Path folder, Check check) {
    List<String> options = new ArrayList<>();
    options.add("-Dlevel=" + (request.level() == VerifyLevel.QUICK ? "quick" : "nightly"));
    options.add("-Dsluice.build=" + request.start()); // reports with the same value are added up
    Path reports = folder.resolve("target").resolve(check.fileName() + "-reports");
    options.add("-D" + UnitCommand.REPORTS + "=" + reports);
    options.add("-Dsoak=" + request.soakSeconds());
    options.add(SPURIOUS);
    return options;
  }

  private Outcome stress(Path log) throws IOException, InterruptedException {
    List<String> options =
        List.of(
            "-Dlevel=" + request.level(),
            "-Dkernel=" + workspace.classes(),
            "-Dshard=" + request.shard().map(Shard::toString).orElse(""),
            "-Dsoak.minutes=" + Math.max(1, request.soakSeconds() / 60));
    return gate(workspace.root(), workspace.classes(), options, List.of("run"), log);
  }

  /**
   * Runs the gate of the stress tests. It is only on the class path at run time, and has its own
   * time-out.
   */
  static Outcome gate(Path root, Path classes, List<String> options, List<String> command, Path log)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(options);
    all.add("-Dstress.out=" + root.resolve("stress-tests/target/stress"));
    return Child.run(classes, all, StressCheck.gate(), command, root, log, Duration.ofDays(1));
  }

  private Outcome child(
      Path folder, List<String> options, Class<?> main, List<String> arguments, Path log)
      throws IOException, InterruptedException {
    Duration atMost = atMost(Duration.ofMinutes(10));
    return Child.run(workspace.classes(), options, main, arguments, folder, log, atMost);
  }

  private Duration atMost(Duration quick) {
    return request.level() == VerifyLevel.QUICK ? quick : request.level().atMost();
  }
}
