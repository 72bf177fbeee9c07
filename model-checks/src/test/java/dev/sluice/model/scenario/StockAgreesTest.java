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
import org.junit.jupiter.api.Test;

/** Where Lincheck's own search ends, it finds the outcomes that the reduction must find. */
class StockAgreesTest {

  private static final long MOST = "nightly".equals(System.getProperty("level")) ? 100_000 : 2_000;

  @Test
  void stock_finds_the_same_outcomes_wherever_it_ends() {
    List<String> ended = new ArrayList<>();
    for (Spec spec : Scenarios.all()) {
      if (!spec.ofKernel()) {
        Exploration stock =
            Explorer.report(spec.scenario(), Mode.of(Search.STOCK), Limits.schedules(MOST))
                .orThrow();
        if (stock.exhausted()) {
          ended.add(spec.scenario().name());
          assertEquals(spec.outcomes(), stock.outcomes().keySet(), spec.scenario().name());
        } else {
          assertTrue(spec.outcomes().containsAll(stock.outcomes().keySet()));
        }
      }
    }
    assertTrue(ended.size() >= 5, () -> "stock ended only on " + ended);
  }
}
