// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.stress.bad.B00_Good;
import dev.sluice.stress.bad.B09_ArrayResult;
import dev.sluice.stress.bad.B10_Overruled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What JCStress 0.16 lets pass is found in the samples, and in no test of the suite. */
class SuspectTest {

  @Test
  void theSamplesAreFound() {
    assertEquals(List.of(), Suspect.in(B00_Good.class));
    assertEquals(
        List.of("ARRAY Pair.both is a result that JCStress loses"),
        Suspect.in(B09_ArrayResult.class));
    assertEquals(
        List.of(
            "OVERRULED [1] is ACCEPTABLE by its id, and FORBIDDEN by [[1-9]], which stands above it"),
        Suspect.in(B10_Overruled.class));
  }

  @Test
  void noTestOfTheSuiteIsSuspect() throws IOException, ClassNotFoundException {
    int tests = 0;
    try (Stream<Path> files = Files.list(Path.of("src/main/java/dev/sluice/stress"))) {
      for (String name : files.map(file -> file.getFileName().toString()).sorted().toList()) {
        if (name.matches("S\\d\\d_\\w+\\.java")) {
          tests++;
          Class<?> test = Class.forName("dev.sluice.stress." + name.replace(".java", ""));
          assertEquals(List.of(), Suspect.in(test), name);
        }
      }
    }
    assertTrue(tests > 40, tests + " tests");
  }
}
