// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.model.explore.Exploration;
import dev.sluice.model.explore.Explorer;
import dev.sluice.model.explore.Limits;
import dev.sluice.model.explore.Mode;
import dev.sluice.model.explore.Search;
import dev.sluice.model.scenario.Scenarios.Spec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where Lincheck's own search ends, it finds the outcomes that the reduction must find. */
@Tag("explore")
@Tag("explored")
@Tag("long")
@Tag("here")
class StockAgreesTest {

  private static final boolean NIGHTLY = "nightly".equals(System.getProperty("level"));
  private static final long MOST = NIGHTLY ? 100_000 : 2_000;

  /** Where it has to end. The quick level leaves out the others, of which it could say little. */
  private static final List<String> ENDS =
      List.of(
          "slot: the receiver closes against a send",
          "gate: leave against close",
          "token: cancel against a pause",
          "token: two cancel");

  @Test
  void lincheckItselfFindsTheExpectedOutcomesWhereverItEnds() {
    List<String> ended = new ArrayList<>();
    for (Spec spec : Scenarios.all()) {
      String name = spec.scenario().name();
      // Lincheck's own search does not run a wait that an interrupt ends.
      boolean runs = !spec.ofKernel() && !name.contains("interrupted");
      if (runs && (NIGHTLY || ENDS.contains(name))) {
        Exploration stock =
            Explorer.report(spec.scenario(), Mode.of(Search.STOCK), Limits.schedules(MOST))
                .orThrow();
        if (stock.exhausted()) {
          ended.add(name);
          assertEquals(spec.outcomes(), stock.outcomes().keySet(), name);
        } else {
          assertTrue(spec.outcomes().containsAll(stock.outcomes().keySet()));
        }
      }
    }
    assertTrue(ended.containsAll(ENDS), () -> "stock ended only on " + ended);
  }
}
