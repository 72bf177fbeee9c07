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
 * A request to check a copy.
 *
 * @param layers the layers of checks
 * @param checks if there are any, only these run
 * @param soakSeconds how long random operations take
 * @param start when the run started, exact to the second
 */
record VerifyRequest(
    VerifyLevel level,
    Set<Layer> layers,
    List<String> checks,
    int soakSeconds,
    Optional<Shard> shard,
    Instant start) {

  /** All layers that can say something about a copy. */
  static final Set<Layer> ALL = EnumSet.complementOf(EnumSet.of(Layer.BENCH, Layer.TESTS));

  boolean isWhole() {
    return layers.equals(ALL);
  }

  /** Tells whether a check runs here. All checks that write one report run in one shard. */
  boolean has(Check check) {
    int n = shard.map(Shard::n).orElse(1);
    int group =
        switch (check.layer()) {
          case TLC -> 1;
          case UNIT, FAULTS, SOAK -> 2;
          default -> 0;
        };
    // Stress tests and mutants are divided among all shards.
    boolean mine =
        check.layer() == Layer.STRESS
            || check.layer() == Layer.MUTANTS
            || shard.map(s -> s.has(Math.min(group, n - 1))).orElse(true);
    return mine && layers.contains(check.layer());
  }
}
