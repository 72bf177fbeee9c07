// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.model.harness.KernelSources;
import dev.sluice.model.harness.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is made of what a check said. */
class FindingsTest {

  private static final String GATE = "dev/sluice/sync/Gate.java";
  private static final Path LOG = Path.of("log.txt");

  private static List<Finding> findings(Outcome.Kind kind, String says) throws IOException {
    KernelSources kernel = KernelSources.read(KernelSources.HERE);
    KernelSources changed =
        kernel.with(GATE, kernel.text(GATE).replace("inside = true;", "inside = false;"));
    Copy copy = new Copy(Path.of("src"), new Renaming("com.acme.flush"), Optional.empty(), changed);
    Findings findings = new Findings(copy, Differences.of(copy, kernel));
    return findings.of("unit", "all", new Outcome(kind, says), LOG);
  }

  /** Where the gate has what is changed here, from 1. */
  private static int changedLine() throws IOException {
    String gate = KernelSources.read(KernelSources.HERE).text(GATE);
    return gate.lines().map(String::strip).toList().indexOf("inside = true;") + 1;
  }

  @Test
  void eachFailedTestIsAFindingWithTheChangedLineFirst() throws IOException {
    List<Finding> found =
        findings(
            Outcome.Kind.FOUND,
            """
            passed GateTest.one
            FAILED GateTest.two: java.lang.AssertionError: dev.sluice.sync.Gate is open
            in G1: a name
            \tat dev.sluice.sync.GateTest.two(GateTest.java:7)
            \tat dev.sluice.sync.Gate.close(Gate.java:90)
            \tat dev.sluice.sync.Gate.enter(Gate.java:CHANGED)
            passed GateTest.three
            FAILED GateTest.four: java.lang.AssertionError: 1
            in four()
            ran 4 tests, 2 failed, 0 skipped
            """
                .replace("CHANGED", "" + changedLine()));
    String changed = "src/sync/Gate.java:" + changedLine();
    assertEquals(2, found.size());
    assertEquals("GateTest.two, G1: a name", found.get(0).check());
    assertEquals("java.lang.AssertionError: com.acme.flush.sync.Gate is open", found.get(0).says());
    assertEquals(
        List.of(changed + ", changed in this copy", "src/sync/Gate.java:90"), found.get(0).at());
    assertEquals(List.of(), found.get(0).changed());
    assertEquals(List.of(changed), found.get(1).changed());
  }

  @Test
  void aFailedStressTestIsAFindingWithItsReasons() throws IOException {
    Finding found =
        findings(
                Outcome.Kind.FOUND,
                """
                ok      S04_SenderParks     1,000 samples   2 configurations  S1
                FAILED  S05_BothPark        1,000 samples   2 configurations  S1
                          FORBIDDEN [LOST] seen 3 times: LOST WAKE-UP: slept on.
                stress: quick, JDK 17: 2 tests
                """)
            .get(0);
    assertEquals("S05_BothPark", found.check());
    assertEquals("FORBIDDEN [LOST] seen 3 times: LOST WAKE-UP: slept on.", found.says());
  }

  @Test
  void aBreakdownOfACheckIsAFinding() throws IOException {
    List<Finding> found = findings(Outcome.Kind.BROKE, "no end after 9 s:\nnothing");
    assertEquals(1, found.size());
    assertTrue(found.get(0).says().startsWith("The check broke down: no end after 9 s"));
  }
}
