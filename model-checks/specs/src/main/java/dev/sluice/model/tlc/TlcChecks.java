// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.tlc;

import dev.sluice.model.harness.Check;
import dev.sluice.model.harness.Checks;
import dev.sluice.model.harness.Layer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Each configuration of each spec, at the quick level. */
public final class TlcChecks implements Checks {

  @Override
  public Layer layer() {
    return Layer.TLC;
  }

  @Override
  public Optional<Check> parse(List<String> words) {
    return words.size() == 1 && !words.get(0).endsWith("Test")
        ? Optional.of(new TlcCheck(words.get(0)))
        : Optional.empty();
  }

  @Override
  public List<Check> all() throws IOException {
    return new Specs(Specs.FOLDER)
        .configurations(false).stream().<Check>map(config -> new TlcCheck(config.name())).toList();
  }
}
