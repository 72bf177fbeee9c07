// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.mutant;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which check is said to kill what no other kills. */
class KillMatrixTest {

  private static Mutant mutant(String id) throws IOException {
    Path folder = Mutant.FOLDER;
    try (var files = Files.list(folder)) {
      Path file = files.sorted().findFirst().orElseThrow();
      return Mutant.parse(id, Files.readAllLines(file));
    }
  }

  private static TreeMap<String, Boolean> checks(boolean a, boolean b, boolean c) {
    TreeMap<String, Boolean> checks = new TreeMap<>();
    checks.put("a", a);
    checks.put("b", b);
    checks.put("c", c);
    return checks;
  }

  @Test
  void aKillThatNoOtherCheckMakesIsCountedApart() throws IOException {
    KillMatrix matrix = new KillMatrix();
    matrix.add(mutant("001-one"), checks(true, true, false));
    matrix.add(mutant("002-two"), checks(true, false, false));
    TreeMap<String, Boolean> hung = checks(false, false, false);
    hung.remove("c");
    matrix.add(mutant("003-three"), hung);
    List<String> lines =
        Arrays.stream(matrix.text().split("\n")).map(l -> l.strip().replaceAll(" +", " ")).toList();
    assertTrue(lines.contains("a 2 1"), matrix.text());
    assertTrue(lines.contains("b 1"), matrix.text());
    assertTrue(lines.contains("c 0 1"), matrix.text());
    assertTrue(lines.contains("killed by none: 003-three"), matrix.text());
    assertTrue(lines.contains("2 checks kill nothing that no other kills"), matrix.text());
  }
}
