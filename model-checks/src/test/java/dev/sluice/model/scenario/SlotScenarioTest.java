// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.kernel.Slot;
import dev.sluice.model.explore.Exploration;
import dev.sluice.model.explore.Explorer;
import dev.sluice.model.explore.Limits;
import dev.sluice.model.explore.Park;
import dev.sluice.model.explore.Scenario;
import dev.sluice.model.explore.Search;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SlotScenarioTest {

  private static String oneMessage() throws InterruptedException {
    Slot<String> slot = new Slot<>();
    String[] got = new String[1];
    Thread receiver = new Thread(() -> got[0] = slot.receive());
    receiver.start();
    slot.send("a");
    receiver.join();
    return got[0];
  }

  private static final Scenario ONE =
      new Scenario(
          "slot: one message", List.of("S1", "S3", "S4", "S8"), SlotScenarioTest::oneMessage);

  @Test
  void oneMessageExact() {
    Exploration e =
        Explorer.report(ONE, Search.STOCK, Park.EXACT, Limits.schedules(20_000)).orThrow();
    assertTrue(e.exhausted());
    assertEquals(Set.of("a"), e.outcomes().keySet());
  }

  @Test
  void oneMessageSpurious() {
    Exploration e =
        Explorer.report(ONE, Search.STOCK, Park.SPURIOUS, Limits.schedules(3_000)).orThrow();
    assertEquals(Set.of("a"), e.outcomes().keySet());
  }
}
