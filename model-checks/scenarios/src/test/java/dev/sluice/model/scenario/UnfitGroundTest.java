// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.model.harness.Child;
import dev.sluice.model.harness.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The explorer does not begin in a JVM with an AOT cache, whose classes it would not see. */
@Tag("explore")
@Tag("explored")
@Tag("here")
@Tag("long")
class UnfitGroundTest {

  private static final String CACHE =
      "this JVM has an AOT cache in use, whose classes no agent sees";

  @TempDir Path directory;

  private Outcome explore(String... more) throws Exception {
    List<String> options = new ArrayList<>(Child.EXPLORATION);
    options.addAll(List.of(more));
    return Child.run(
        Path.of("../kernel/target/classes"),
        options,
        ExploreCommand.class,
        List.of("one flush against cancel", "atomic", "5", "exact"),
        Path.of("").toAbsolutePath(),
        directory.resolve("explore.txt"),
        Duration.ofMinutes(3));
  }

  /**
   * By the name of a cache that is not there: a JVM starts all the same, and without its classes.
   * Seen red by an agent that does not ask: the search ran.
   */
  @Test
  void theExplorerRefusesToRunWithAnAotCache() throws Exception {
    assertFalse(explore().says().contains("void"), "it refuses this very JVM");
    Outcome outcome = explore("-XX:AOTCache=" + directory.resolve("none.aot"));
    if (Runtime.version().feature() < 24) { // there are no such caches, and so no such JVM
      assertTrue(outcome.says().contains("Unrecognized VM option 'AOTCache="), outcome::says);
    } else {
      assertEquals(Outcome.Kind.BROKE, outcome.kind(), outcome::says);
      assertTrue(outcome.says().contains("this exploration is void: " + CACHE), outcome::says);
      assertFalse(outcome.says().contains("[explore]"), outcome::says);
    }
  }
}
