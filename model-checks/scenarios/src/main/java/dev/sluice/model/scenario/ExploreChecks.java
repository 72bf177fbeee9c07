// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.scenario;

import dev.sluice.model.harness.Check;
import dev.sluice.model.harness.Checks;
import dev.sluice.model.harness.Layer;
import dev.sluice.model.scenario.Scenarios.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The checks of this layer: each scenario, with each kind of parking, on the real slot and with the
 * slot's core as one step.
 */
public final class ExploreChecks implements Checks {

  @Override
  public Layer layer() {
    return Layer.EXPLORE;
  }

  @Override
  public Optional<Check> parse(List<String> words) {
    boolean spurious = words.contains("spurious");
    return words.size() == (spurious ? 3 : 2) && List.of("real", "atomic").contains(words.get(1))
        ? Optional.of(new ExploreCheck(words.get(0), words.get(1), spurious))
        : Optional.empty();
  }

  @Override
  public List<Check> all() {
    List<Check> all = new ArrayList<>();
    for (Spec spec : Scenarios.all()) {
      for (String slot : spec.ofKernel() ? List.of("real", "atomic") : List.of("real")) {
        all.add(new ExploreCheck(spec.toString(), slot, false));
        all.add(new ExploreCheck(spec.toString(), slot, true));
      }
    }
    Scenarios.dying().forEach(s -> all.add(new ExploreCheck(s.toString(), "atomic", false)));
    return all;
  }
}
