// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.harness;

import java.util.List;
import java.util.Optional;

/** Each class of the kernel's unit tests. */
public final class UnitChecks implements Checks {

  @Override
  public Layer layer() {
    return Layer.UNIT;
  }

  @Override
  public Optional<Check> parse(List<String> words) {
    return words.size() == 1 && !words.get(0).endsWith("IT")
        ? Optional.of(new UnitCheck(words.get(0)))
        : Optional.empty();
  }

  @Override
  public List<Check> all() {
    return UnitCommand.classes().stream().<Check>map(UnitChecks::check).toList();
  }

  /** Returns the check, without the package where the name alone is enough. */
  private static UnitCheck check(String test) {
    UnitCheck simple = new UnitCheck(test.substring(test.lastIndexOf('.') + 1));
    return simple.name().equals(test) ? simple : new UnitCheck(test);
  }
}
