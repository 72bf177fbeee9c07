// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.model.harness.KernelSources;
import dev.sluice.model.harness.Registry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Of shards that tried mutants: what is their sum, and when they are no whole. */
class MergeCommandTest {

  private static final String PATCH =
      "Breaks: it\nProperty: B1\nTransitions: S1\nResembles: -\nKiller: conform\nFinding: x\n\n--- a\n";

  @TempDir Path folder;

  /** So many mutants, numbered from there. */
  private Path shard(String shard, String copy, int from, int mutants, List<Finding> findings)
      throws IOException {
    Path out = Files.createDirectories(folder.resolve(shard.replace('/', '-')));
    Path evidence = new ReportFolder(out).evidence();
    Path patches = Files.createDirectories(evidence.resolve(Workspace.MUTANTS));
    for (int i = from; i < from + mutants; i++) {
      Files.writeString(patches.resolve(String.format("%03d-some.patch", i)), PATCH);
    }
    Path target = Files.createDirectories(evidence.resolve("model-checks/mutants/target"));
    Files.writeString(
        target.resolve("mutants.json"),
        String.format(
            "{\"there\": %d, \"total\": %d, \"killed\": %d,"
                + " \"list\": [{\"id\": \"%03d-some\", \"tried\": true, \"killed\": true}]}",
            mutants, mutants, mutants, from));
    Path module = Files.createDirectories(evidence.resolve("kernel"));
    Files.copy(Registry.HERE, module.resolve("transitions.tsv"));
    for (var file : KernelSources.read(KernelSources.HERE).files().entrySet()) {
      Path source = evidence.resolve("kernel/src/main/java").resolve(file.getKey());
      Files.createDirectories(source.getParent());
      Files.writeString(source, file.getValue());
    }
    List<String> ran = mutants == 0 ? List.of() : List.of("mutants");
    List<String> parts = List.of("mutants");
    String start = "2026-01-01T00:00:00Z";
    new ShardReport(shard, "1", "quick", parts, copy, true, start, ran, findings).write(out);
    return out;
  }

  private int merge(Path... shards) {
    List<String> arguments = new ArrayList<>();
    for (Path shard : shards) {
      arguments.add(shard.toString());
    }
    arguments.add("--report=" + folder.resolve("all"));
    return new CommandLine(new MergeCommand())
        .setErr(new PrintWriter(new StringWriter()))
        .setExecutionExceptionHandler(
            (e, line, parsed) -> {
              assertTrue(e instanceof BadInput, e::toString);
              return Verifier.BAD_INPUT;
            })
        .execute(arguments.toArray(String[]::new));
  }

  @Test
  void theSumOfAllShardsIsJudged() throws IOException {
    Path one = shard("1/2", "c", 1, 30, List.of());
    assertEquals(Verifier.WELL, merge(one, shard("2/2", "c", 31, 20, List.of())));
    String verdict = Files.readString(folder.resolve("all/verdict.json"));
    assertTrue(verdict.contains("50 broken kernels"), verdict);
  }

  @Test
  void aShardThatIsMissingFails() throws IOException {
    Path one = shard("1/2", "c", 1, 50, List.of());
    assertEquals(Verifier.FOUND, merge(one));
    assertEquals(Verifier.FOUND, merge(one, one));
  }

  @Test
  void aShardThatRanNothingFails() throws IOException {
    Path one = shard("1/2", "c", 1, 50, List.of());
    assertEquals(Verifier.FOUND, merge(one, shard("2/2", "c", 51, 0, List.of())));
  }

  @Test
  void tooFewMutantsInAllShardsFail() throws IOException {
    Path one = shard("1/2", "c", 1, 20, List.of());
    assertEquals(Verifier.FOUND, merge(one, shard("2/2", "c", 21, 20, List.of())));
  }

  @Test
  void aFindingOfOneShardIsAFindingOfAll() throws IOException {
    Finding finding = new Finding("unit", "a", "it", List.of(), List.of(), "log");
    Path one = shard("1/2", "c", 1, 30, List.of(finding));
    assertEquals(Verifier.FOUND, merge(one, shard("2/2", "c", 31, 20, List.of())));
  }

  @Test
  void shardsOfTwoCopiesAreRefused() throws IOException {
    Path one = shard("1/2", "c", 1, 30, List.of());
    assertEquals(Verifier.BAD_INPUT, merge(one, shard("2/2", "other", 31, 20, List.of())));
  }
}
