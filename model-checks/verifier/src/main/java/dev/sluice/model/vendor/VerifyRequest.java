// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import dev.sluice.model.harness.Check;
import dev.sluice.model.harness.Layer;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be checked.
 *
 * @param layers of checks
 * @param checks these alone, if there are any
 * @param soakSeconds of random operations
 * @param start of it all, to the second
 */
record VerifyRequest(
    VerifyLevel level,
    Set<Layer> layers,
    List<String> checks,
    int soakSeconds,
    Optional<Shard> shard,
    Instant start) {

  /** All that says something of a copy. */
  static final Set<Layer> ALL = EnumSet.complementOf(EnumSet.of(Layer.BENCH, Layer.TESTS));

  boolean isWhole() {
    return layers.equals(ALL);
  }

  /** Whether a check is to be run here: what writes one report runs in one shard. */
  boolean has(Check check) {
    int n = shard.map(Shard::n).orElse(1);
    int group =
        switch (check.layer()) {
          case TLC -> 1;
          case UNIT, FAULTS, SOAK -> 2;
          default -> 0;
        };
    // Stress tests and mutants are divided, not given to one.
    boolean mine =
        check.layer() == Layer.STRESS
            || check.layer() == Layer.MUTANTS
            || shard.map(s -> s.has(Math.min(group, n - 1))).orElse(true);
    return mine && layers.contains(check.layer());
  }
}
