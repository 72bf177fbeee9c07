// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of the report on the mutants is a shortfall; all layers are told so in one way. */
class ReportsTest {

  private static final String PATCH =
      "Breaks: it\nProperty: B1\nTransitions: S1\nResembles: -\nKiller: conform\nFinding: x\n\n--- a\n";

  @TempDir Path root;

  @BeforeEach
  void patches() throws IOException {
    Path folder = Files.createDirectories(root.resolve("model-checks/mutants"));
    for (int i = 1; i <= 45; i++) {
      Files.writeString(folder.resolve(String.format("%03d-some.patch", i)), PATCH);
    }
  }

  private List<String> shortfalls(int total, String first, Instant buildStarted)
      throws IOException {
    Path file = root.resolve("model-checks/target/mutants.json");
    Files.createDirectories(file.getParent());
    String list = "{'id': '001-some', 'killed': " + first + ", 'equivalent': false}";
    Files.writeString(
        file, ("{'total': " + total + ", 'list': [" + list + "]}").replace('\'', '"'));
    return new Reports(root, buildStarted).mutants().shortfalls();
  }

  @Test
  void allKilledIsNone() throws IOException {
    assertEquals(List.of(), shortfalls(45, "true", Instant.EPOCH));
  }

  @Test
  void oneAliveIsOne() throws IOException {
    assertEquals(List.of("mutants: 001-some is alive"), shortfalls(45, "false", Instant.EPOCH));
  }

  @Test
  void someThatWereNotTriedAreOne() throws IOException {
    List<String> said = shortfalls(44, "true", Instant.EPOCH);
    assertTrue(said.contains("mutants: 44 of 45 were tried"), said.toString());
  }

  @Test
  void theReportOfAnEarlierBuildIsOne() throws IOException {
    List<String> said = shortfalls(45, "true", Instant.now().plusSeconds(60));
    assertTrue(said.get(0).endsWith("mutants.json was not written by this build"), said.toString());
  }
}
