// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The explorer does not begin where it would be blind. */
class GroundTest {

  private static final String CACHE =
      "this JVM has an AOT cache in use, whose classes no agent sees";

  @Test
  void anAotCacheMakesTheJvmUnfitUnlessItIsOff() {
    assertEquals(List.of(), Ground.unfit("", "", List.of("-XX:+UseSerialGC")));
    assertEquals(List.of(), Ground.unfit("app.aot", "off", List.of()));
    for (String mode : List.of("", "auto", "on")) {
      assertEquals(
          List.of(CACHE + "; run without -XX:AOTCache=app.aot"),
          Ground.unfit("app.aot", mode, List.of()));
    }
  }

  @Test
  void jacocoMakesTheJvmUnfitAndAnotherAgentDoesNot() {
    String jacoco = "-javaagent:/m2/org.jacoco.agent-0.8.15-runtime.jar=destfile=jacoco.exec";
    assertEquals(
        List.of("JaCoCo's probes are shared writes here; run without " + jacoco),
        Ground.unfit("", "", List.of("-Xmx1g", jacoco, "-javaagent:other.jar")));
  }
}
