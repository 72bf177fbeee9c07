// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a report is a shortfall; all layers are told so in one way. */
class ReportsTest {

  @TempDir Path root;

  private List<String> shortfalls(int total, String first, Instant buildStarted)
      throws IOException {
    Path file = root.resolve("model-checks/mutants/target/mutants.json");
    Files.createDirectories(file.getParent());
    String list = "{'id': '001-some', 'tried': true, 'killed': " + first + ", 'equivalent': false}";
    Files.writeString(
        file, ("{'there': 45, 'total': " + total + ", 'list': [" + list + "]}").replace('\'', '"'));
    return new Reports(new ReportFiles(root, buildStarted), false).mutants().shortfalls();
  }

  @Test
  void allMutantsKilledIsNoShortfall() throws IOException {
    assertEquals(List.of(), shortfalls(45, "true", Instant.EPOCH));
  }

  @Test
  void oneMutantAliveIsAShortfall() throws IOException {
    assertEquals(List.of("mutants: 001-some is alive"), shortfalls(45, "false", Instant.EPOCH));
  }

  @Test
  void mutantsThatWereNotTriedAreAShortfall() throws IOException {
    List<String> said = shortfalls(44, "true", Instant.EPOCH);
    assertTrue(said.contains("mutants: 44 of 45 were tried"), said.toString());
  }

  @Test
  void theReportOfAnEarlierBuildIsAShortfall() throws IOException {
    List<String> said = shortfalls(45, "true", Instant.now().plusSeconds(60));
    assertTrue(said.get(0).endsWith("mutants.json was not written by this build"), said.toString());
  }

  private List<String> soak(long flushes, long faults, int lost) throws IOException {
    Path file = root.resolve("kernel/target/soak.json");
    Files.createDirectories(file.getParent());
    String report =
        String.format("{'flushes': %d, 'faults': %d, 'lost': %d,", flushes, faults, lost)
            + " 'seconds': 60}";
    Files.writeString(file, report.replace('\'', '"'));
    return new FaultReports(new ReportFiles(root, Instant.EPOCH)).soak().shortfalls();
  }

  @Test
  void aSoakThatIsShortOrLosesABufferIsAShortfall() throws IOException {
    assertEquals(List.of(), soak(100_000, 1_000, 0));
    assertEquals(List.of("soak: lost: 1"), soak(100_000, 1_000, 1));
    assertEquals(1, soak(99_999, 1_000, 0).size());
    assertEquals(1, soak(100_000, 999, 0).size());
  }
}
