// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

import dev.sluice.model.harness.Check;
import dev.sluice.model.harness.Checks;
import dev.sluice.model.harness.Layer;
import java.util.List;
import java.util.Optional;

/** The check of traces of random runs. */
public final class ConformChecks implements Checks {

  @Override
  public Layer layer() {
    return Layer.CONFORM;
  }

  @Override
  public Optional<Check> parse(List<String> words) {
    return words.isEmpty() ? Optional.of(new ConformCheck()) : Optional.empty();
  }

  @Override
  public List<Check> all() {
    return List.of(new ConformCheck());
  }
}
