// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The gate as a build sees it: a process and its exit code. The bad samples are run once by the
 * real harness; each is then judged on its own by {@code merge}.
 */
class StressGateTest {

  @TempDir static Path shared;

  private static Gate samples;

  /** What a run of the gate gave. */
  private record Gate(int exit, String said, Path out) {
    StressSummary summary() throws IOException {
      return StressSummary.read(out);
    }
  }

  /**
   * All bad samples but the hang: run once, by the first test that asks; the hang runs meanwhile.
   */
  private static synchronized Gate samples() throws Exception {
    if (samples == null) {
      samples = gate(shared.resolve("run"), List.of("-Dstress.tests=B0[^6],B10"), "run");
    }
    return samples;
  }

  @Test
  void aRunWithBadTestsFails() throws Exception {
    assertEquals(1, samples().exit(), samples().said());
    assertEquals(1, samples().summary().passed(), samples().said());
    assertEquals(8, samples().summary().failed(), samples().said());
    assertEquals(1, samples().summary().skipped(), samples().said());
    assertTrue(Files.exists(samples().out().resolve("html/index.html")));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "B01_Forbidden, failed, FORBIDDEN [1]",
    "B02_Interesting, failed, ACCEPTABLE_INTERESTING [1]",
    "B03_Skipped, skipped, API_MISMATCH",
    "B04_NeverSeen, failed, REQUIRED [2] never seen",
    "B05_Unlisted, failed, FORBIDDEN [1]",
    "B07_LostWakeUp, failed, FORBIDDEN [LOST]",
    "B08_Stuck, failed, STUCK",
    "B09_ArrayResult, failed, ARRAY Pair.both",
    "B10_Overruled, failed, OVERRULED [1]",
  })
  void eachBadTestFailsTheGateByItself(String test, String verdict, String reason)
      throws Exception {
    Gate gate = judgeAlone(test);
    assertEquals(1, gate.exit(), gate.said());
    assertTrue(gate.said().contains(reason), gate.said());
    assertEquals(1, gate.summary().tests().size());
    assertEquals(verdict, gate.summary().tests().get(0).verdict());
    String xml = Files.readString(gate.out().resolve(StressReports.XML));
    assertTrue(xml.contains(verdict.equals("skipped") ? "<error" : "<failure"), xml);
  }

  @Test
  void aGoodTestPasses() throws Exception {
    Gate gate = judgeAlone("B00_Good");
    assertEquals(0, gate.exit(), gate.said());
    StressSummary.Test test = gate.summary().tests().get(0);
    assertEquals("passed", test.verdict());
    assertEquals(List.of("S1", "S3"), List.copyOf(test.transitions()));
    assertEquals(2, test.configurations());
    assertEquals(test.samples(), test.outcomes().get("1").count());
    assertTrue(test.samples() > 0);
  }

  @Test
  void aTestWithoutResultsIsSkippedAndFails() throws Exception {
    Gate gate = judgeAlone("B00_Good,B06_Hang"); // which was not run
    assertEquals(1, gate.exit(), gate.said());
    assertTrue(gate.said().contains("no results"), gate.said());
    assertEquals(1, gate.summary().skipped());
  }

  /**
   * Some of JCStress's fatal errors at its start end with exit code 0, "No matching tests" and "No
   * JVM configurations to run with" (0.16, {@code JCStress.run}). So here: it says so, and ends
   * well. Seen red by a judge that takes a test without results for one that passed.
   */
  @Test
  void aHarnessThatEndsWellWithoutRunningFails() throws Exception {
    Path classes = Files.createDirectories(shared.resolve("fatal"));
    Path source = classes.resolve("Harness.java");
    Files.writeString(
        source,
        """
        package dev.sluice.stress.gate;
        final class Harness {
          public static void main(String[] arguments) {
            System.out.println("FATAL: No JVM configurations to run with.");
          }
        }
        """);
    String[] javac = {"-d", classes.toString(), source.toString()};
    assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, javac));
    Gate gate =
        gate(
            shared.resolve("started"),
            List.of("-Dstress.tests=B00_Good", "-Dkernel=" + classes),
            "run");
    String log = Files.readString(gate.out().resolve(HarnessProcess.LOG));
    assertTrue(log.startsWith("FATAL"), log);
    assertFalse(gate.said().contains("the harness exited with"), gate.said());
    assertEquals(1, gate.exit(), gate.said());
    assertTrue(gate.said().contains("no results: the test did not run"), gate.said());
  }

  @Test
  void aNameThatMatchesNoTestFails() throws Exception {
    Gate gate =
        gate(shared.resolve("none"), List.of("-Dstress.tests=B00_Good,S99_NoSuchTest"), "run");
    assertEquals(1, gate.exit(), gate.said());
    assertTrue(gate.said().contains("no test matches S99_NoSuchTest"), gate.said());
    assertFalse(Files.exists(gate.out().resolve(StressSummary.FILE)));
  }

  @Test
  void aHangIsEndedWithAThreadDump() throws Exception {
    Gate gate =
        gate(
            shared.resolve("hang"),
            List.of("-Dstress.tests=B06_Hang", "-Dstress.timeout=30"),
            "run");
    assertEquals(1, gate.exit(), gate.said());
    assertTrue(gate.said().contains("TIME-OUT"), gate.said());
    String dump = Files.readString(gate.out().resolve(HarnessProcess.DUMP));
    assertTrue(dump.contains("B06_Hang.other"), dump);
    assertEquals(1, gate.summary().skipped());
    assertTrue(Files.readString(gate.out().resolve(StressReports.XML)).contains("TIME-OUT"));
  }

  @Test
  void mergeAddsUpAndFailsForWhatNoShardRan() throws Exception {
    String run = shared.resolve("run").toString();
    Gate once = gate(shared.resolve("once"), List.of("-Dstress.tests=B00_Good"), "merge", run);
    Gate twice =
        gate(shared.resolve("twice"), List.of("-Dstress.tests=B00_Good"), "merge", run, run);
    assertEquals(0, twice.exit(), twice.said());
    StressSummary.Test sum = twice.summary().tests().get(0);
    assertEquals(4, sum.configurations());
    assertEquals(2 * once.summary().tests().get(0).samples(), sum.samples());
    Gate whole = gate(shared.resolve("whole"), List.of(), "merge", run);
    assertEquals(1, whole.exit(), whole.said());
    assertEquals(2, whole.summary().skipped(), whole.said()); // B03, and B06 that was not run
  }

  @Test
  void aRaceThatWasNotMetIsLookedForAgainAndJudgedWithTheRest() throws Exception {
    assertTrue(samples().said().contains("the race of 1 tests was not met"), samples().said());
    Gate gate = judgeAlone("B04_NeverSeen");
    assertEquals(6, gate.summary().tests().get(0).configurations(), gate.said()); // 3 runs of 2
  }

  @Test
  void aKernelThatIsNotThereFails() throws Exception {
    Gate gate =
        gate(
            shared.resolve("kernel"),
            List.of("-Dstress.tests=B00_Good", "-Dkernel=" + shared.resolve("no/classes")),
            "run");
    assertEquals(1, gate.exit(), gate.said());
    assertTrue(gate.said().contains("the harness exited with 1"), gate.said());
  }

  @Test
  void anUnknownCommandFails() throws Exception {
    assertEquals(1, gate(shared.resolve("unknown"), List.of(), "rnu").exit());
  }

  private static Gate judgeAlone(String test) throws Exception {
    samples();
    return gate(
        shared.resolve("alone-" + test),
        List.of("-Dstress.tests=" + test),
        "merge",
        shared.resolve("run").toString());
  }

  private static Gate gate(Path out, List<String> properties, String... command)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), "-Dstress.out=" + out));
    line.addAll(properties);
    line.add(StressGate.class.getName());
    line.addAll(List.of(command));
    Files.createDirectories(out);
    Path said = out.resolve("said.txt");
    Process process =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    if (!process.waitFor(300, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the gate itself hangs: " + line);
    }
    return new Gate(process.exitValue(), Files.readString(said), out);
  }
}
