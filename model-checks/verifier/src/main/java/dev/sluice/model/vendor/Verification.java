// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.atlas.EndOfBuild;
import dev.sluice.model.harness.Check;
import dev.sluice.model.harness.Layer;
import dev.sluice.model.harness.Plan;
import dev.sluice.model.mutant.Mutant;
import dev.sluice.model.verdict.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** Checks a copy, up to the verdict. */
final class Verification {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** How many findings of each layer are printed on the console. */
  private static final int SAID = 5;

  private final Bundle bundle = Bundle.here();
  private final VerifyRequest request;
  private final Copy copy;
  private final Differences differences;
  private final Findings findings;
  private final ReportFolder reports;
  private final Workspace workspace;
  private final List<Check> checks = new ArrayList<>();
  private final List<Finding> found = new ArrayList<>();
  private boolean triedMutants;

  private Verification(CheckOptions options, VerifyRequest request) throws IOException {
    this.request = request;
    copy = Copy.find(options.sources);
    differences = Differences.of(copy, bundle.kernel());
    findings = new Findings(copy, differences);
    reports = ReportFolder.make(options.out);
    differences.say(copy, bundle).forEach(System.out::println);
    workspace = Workspace.make(reports.work(), bundle, copy, differences, request);
    workspace.say().forEach(System.out::println);
  }

  /** Checks a copy, and returns the exit code. */
  static int run(CheckOptions options, VerifyRequest request) throws Exception {
    Verifier.requireCompiler();
    Verification verification = new Verification(options, request);
    verification.execute();
    if (!request.checks().isEmpty()) {
      return verification.saidOfChecks();
    }
    return request.shard().isPresent() ? verification.shard() : verification.verdict();
  }

  private void execute() throws IOException, InterruptedException, ExecutionException {
    Runner runner = new Runner(workspace, request);
    List<Check> mutants = new ArrayList<>();
    if (request.checks().isEmpty()) {
      for (Check check : runner.plan(request.isWhole() && differences.isThisVersion())) {
        (check.layer() == Layer.MUTANTS ? mutants : checks).add(check);
      }
      for (Mutant mutant : workspace.present()) {
        // A check that is known to find this fault is never left out, even if it is rarely needed.
        mutant.killer().filter(request::has).ifPresent(checks::add);
      }
    } else {
      request.checks().forEach(id -> checks.add(Plan.check(id)));
    }
    List<Check> planned = new ArrayList<>(checks);
    planned.addAll(mutants);
    if (planned.isEmpty()) {
      throw new BadInput("This shard has nothing to run: use fewer shards.");
    }
    try (Progress progress = new Progress(Progress.terminal(), planned, runner::seconds)) {
      Path logs = reports.work().resolve("logs");
      Execution execution = new Execution(runner, logs, findings, progress);
      found.addAll(execution.run(checks));
      if (!mutants.isEmpty() && found.isEmpty()) {
        triedMutants = true;
        checks.addAll(mutants);
        found.addAll(execution.run(mutants));
      }
    }
  }

  private int saidOfChecks() {
    System.out.println(checks.size() + " checks, " + found.size() + " findings.");
    return say(found);
  }

  private int shard() throws IOException {
    reports.keepEvidence();
    ShardReport report =
        new ShardReport(
            request.shard().orElseThrow().toString(),
            bundle.version(),
            request.level().toString(),
            request.layers().stream().map(Layer::toString).toList(),
            Original.digest(copy.sources().files().toString()),
            differences.isThisVersion(),
            request.start().toString(),
            checks.stream().map(Check::id).toList(),
            found);
    report.write(reports.out());
    reports.publish(findings::inTheCopy);
    System.out.println("Shard " + report.shard() + " ran " + String.join(", ", report.ran()));
    return say(found);
  }

  private int verdict() throws IOException {
    Set<Layer> layers = EnumSet.copyOf(request.layers());
    if (!triedMutants && layers.remove(Layer.MUTANTS)) {
      System.out.println(
          "The mutants ask whether the checks find a fault. They just did: not run.");
    }
    Scope scope = new Scope(layers, columns(request, differences.isThisVersion(), found));
    ObjectNode more = JSON.createObjectNode();
    more.set("findings", JSON.valueToTree(found));
    ObjectNode origin = more.putObject("copy");
    origin.put("folder", copy.folder().toString());
    origin.put("package", copy.renaming().name());
    origin.put("unchanged", differences.none());
    origin.set("says", JSON.valueToTree(differences.say(copy, bundle)));
    origin.set("mutantsNotApplied", JSON.valueToTree(workspace.notApplied()));
    boolean good =
        EndOfBuild.judge(
            workspace.root(), request.start(), request.level().toString(), scope, more);
    reports.publish(findings::inTheCopy);
    System.out.println("Reports: " + reports.out());
    return Math.max(say(found), good ? Verifier.WELL : Verifier.FOUND);
  }

  /**
   * Returns the columns in which each cell must be filled. If the copy is not this version, columns
   * that need its exact lines, or mutants that apply, do not count.
   */
  static Set<Layer> columns(VerifyRequest request, boolean thisVersion, List<Finding> found) {
    if (!request.isWhole() || !found.isEmpty()) {
      return EnumSet.noneOf(Layer.class);
    }
    return thisVersion
        ? EnumSet.copyOf(Layer.columns())
        : EnumSet.of(Layer.TLC, Layer.CONFORM, Layer.STRESS);
  }

  /** Prints the findings, and returns the exit code. */
  static int say(List<Finding> found) {
    Map<String, Integer> said = new HashMap<>();
    for (Finding finding : found) {
      if (said.merge(finding.layer(), 1, Integer::sum) <= SAID) {
        System.out.println("\n" + finding.text().stripTrailing());
      }
    }
    said.forEach(
        (layer, n) -> {
          if (n > SAID) {
            System.out.printf("%nand %d more by %s, see the reports%n", n - SAID, layer);
          }
        });
    return found.isEmpty() ? Verifier.WELL : Verifier.FOUND;
  }
}
