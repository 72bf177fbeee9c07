// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.mutant;

import dev.sluice.model.harness.Check;
import dev.sluice.model.harness.Checks;
import dev.sluice.model.harness.Layer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The checks of this layer: one for each mutant. */
public final class MutantChecks implements Checks {

  @Override
  public Layer layer() {
    return Layer.MUTANTS;
  }

  @Override
  public Optional<Check> parse(List<String> words) {
    return words.size() == 1 && words.get(0).matches("\\d{3}-.+")
        ? Optional.of(new MutantCheck(words.get(0)))
        : Optional.empty();
  }

  @Override
  public List<Check> all() throws IOException {
    return Mutant.all(Mutant.FOLDER).stream()
        .<Check>map(mutant -> new MutantCheck(mutant.id()))
        .toList();
  }
}
