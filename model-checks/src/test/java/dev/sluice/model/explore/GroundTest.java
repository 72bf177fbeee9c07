// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.model.guest.Child;
import dev.sluice.model.guest.Outcome;
import dev.sluice.model.scenario.ExploreCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The explorer does not begin where it would be blind. */
class GroundTest {

  private static final String CACHE =
      "this JVM has an AOT cache in use, whose classes no agent sees";

  @TempDir Path directory;

  @Test
  void a_cache_in_use_is_unfit_and_one_that_is_off_is_not() {
    assertEquals(List.of(), Ground.unfit("", "", List.of("-XX:+UseSerialGC")));
    assertEquals(List.of(), Ground.unfit("app.aot", "off", List.of()));
    for (String mode : List.of("", "auto", "on")) {
      assertEquals(
          List.of(CACHE + "; run without -XX:AOTCache=app.aot"),
          Ground.unfit("app.aot", mode, List.of()));
    }
  }

  @Test
  void jacoco_is_unfit_and_another_agent_is_not() {
    String jacoco = "-javaagent:/m2/org.jacoco.agent-0.8.15-runtime.jar=destfile=jacoco.exec";
    assertEquals(
        List.of("JaCoCo's probes are shared writes here; run without " + jacoco),
        Ground.unfit("", "", List.of("-Xmx1g", jacoco, "-javaagent:other.jar")));
  }

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
  void the_explorer_refuses_to_run_with_one() throws Exception {
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
