// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.atlas.EndOfBuild;
import dev.sluice.model.harness.Layer;
import dev.sluice.model.harness.Outcome;
import dev.sluice.model.verdict.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes one verdict from the reports of several shards. */
@Command(
    name = "merge",
    description = "Makes one verdict of what all shards left, as verify would have.",
    mixinStandardHelpOptions = true)
final class MergeCommand implements Callable<Integer> {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MUTANTS = "model-checks/mutants/target/mutants.json";
  private static final String STRESS = "stress-tests/target/stress";

  @Parameters(arity = "1..*", paramLabel = "DIR", description = "the --report folder of each shard")
  private List<Path> shards;

  @Option(
      names = "--report",
      paramLabel = "OUT",
      defaultValue = "sluice-report",
      description = "folder for the reports; ${DEFAULT-VALUE} if not given")
  private Path out;

  @Override
  public Integer call() throws Exception {
    List<ShardReport> reports = new ArrayList<>();
    for (Path shard : shards) {
      ShardReport report = ShardReport.read(shard);
      if (!reports.isEmpty() && !report.belongsTo(reports.get(0))) {
        throw new BadInput(
            shard
                + " is not a shard of the same run as "
                + shards.get(0)
                + ": run them all again.");
      }
      reports.add(report);
    }
    String missing = missing(reports);
    if (!missing.isEmpty()) {
      System.out.println("Not all was checked: " + missing);
      return Verifier.FOUND;
    }
    ReportFolder folder = ReportFolder.make(out);
    for (Path shard : shards) {
      ReportFolder.copyEvidence(new ReportFolder(shard).evidence(), folder.work());
    }
    List<Finding> found = new ArrayList<>();
    reports.forEach(report -> found.addAll(report.findings()));
    mergeMutants(folder.work());
    mergeStress(folder.work()).ifPresent(found::add);
    boolean good = judge(folder.work(), reports, found);
    folder.publish(text -> text);
    System.out.println("Reports: " + folder.out());
    return Math.max(Verification.say(found), good ? Verifier.WELL : Verifier.FOUND);
  }

  /** Returns which shards are missing, are there twice, or ran nothing. */
  static String missing(List<ShardReport> reports) {
    int n = Shard.parse(reports.get(0).shard()).n();
    Set<Integer> expected = new TreeSet<>(IntStream.rangeClosed(1, n).boxed().toList());
    List<String> wrong = new ArrayList<>();
    for (ShardReport report : reports) {
      if (!expected.remove(Shard.parse(report.shard()).i())) {
        wrong.add("shard " + report.shard() + " is there twice");
      }
      if (report.ran().isEmpty()) {
        wrong.add("shard " + report.shard() + " ran nothing");
      }
    }
    expected.forEach(i -> wrong.add("shard " + i + "/" + n + " is missing"));
    return String.join(", ", wrong);
  }

  private boolean judge(Path root, List<ShardReport> reports, List<Finding> found)
      throws IOException {
    ShardReport first = reports.get(0);
    Set<Layer> layers = EnumSet.noneOf(Layer.class);
    first.layers().forEach(name -> layers.add(Layer.of(name).orElseThrow()));
    if (!found.isEmpty()) {
      layers.remove(Layer.MUTANTS); // a shard that found something did not try its mutants
    }
    Instant start =
        reports.stream().map(r -> Instant.parse(r.start())).min(Instant::compareTo).orElseThrow();
    VerifyLevel level = VerifyLevel.valueOf(first.level().toUpperCase(Locale.ROOT));
    VerifyRequest request =
        new VerifyRequest(level, layers, List.of(), level.soakSeconds(), Optional.empty(), start);
    Scope scope = new Scope(layers, Verification.columns(request, first.thisVersion(), found));
    ObjectNode more = JSON.createObjectNode();
    more.set("findings", JSON.valueToTree(found));
    more.put("shards", reports.size());
    return EndOfBuild.judge(root, start, first.level(), scope, more);
  }

  /** Adds the numbers of the shards' reports on mutants, and joins the lists. */
  private void mergeMutants(Path root) throws IOException {
    ObjectNode sum = JSON.createObjectNode();
    for (Path shard : shards) {
      Path file = new ReportFolder(shard).evidence().resolve(MUTANTS);
      if (Files.exists(file)) {
        JsonNode part = JSON.readTree(file.toFile());
        for (String count : List.of("there", "total", "killed", "justified", "survivors")) {
          sum.put(count, sum.path(count).asInt() + part.path(count).asInt());
        }
        sum.put("seconds", sum.path("seconds").asDouble() + part.path("seconds").asDouble());
        part.path("list").forEach(sum.withArray("list")::add);
      }
    }
    if (!sum.isEmpty()) {
      Files.createDirectories(root.resolve(MUTANTS).getParent());
      JSON.writeValue(root.resolve(MUTANTS).toFile(), sum);
    }
  }

  /** Joins the shards' reports on stress tests. The gate judges them together. */
  private Optional<Finding> mergeStress(Path root) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("merge"));
    for (Path shard : shards) {
      Path part = new ReportFolder(shard.toAbsolutePath()).evidence().resolve(STRESS);
      if (Files.isDirectory(part)) {
        command.add(part.toString());
      }
    }
    if (command.size() == 1) {
      // No shard ran stress tests. If they were asked for, the verdict says that they are missing.
      return Optional.empty();
    }
    Path log = root.resolve("logs/stress-merge.txt");
    Outcome outcome = Runner.gate(root, root, List.of(), command, log);
    return outcome.kind() == Outcome.Kind.PASSED
        ? Optional.empty()
        : Optional.of(
            new Finding("stress", "merge", outcome.says(), List.of(), List.of(), log.toString()));
  }
}
