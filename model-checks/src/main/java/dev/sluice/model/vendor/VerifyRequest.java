// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import dev.sluice.model.verdict.Scope.Part;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be checked.
 *
 * @param parts of the checks
 * @param checks these alone, if there are any
 * @param soakSeconds of random operations
 * @param start of it all, to the second
 */
record VerifyRequest(
    VerifyLevel level,
    Set<Part> parts,
    List<String> checks,
    int soakSeconds,
    Optional<Shard> shard,
    Instant start) {

  /** All that says something of a copy. */
  static final Set<Part> ALL = EnumSet.complementOf(EnumSet.of(Part.BENCH, Part.TESTS));

  boolean isWhole() {
    return parts.equals(ALL);
  }

  /** Whether a step is to be run here: what writes one report runs in one shard. */
  boolean has(VerifyStep step) {
    int n = shard.map(Shard::n).orElse(1);
    int group =
        switch (step.part()) {
          case TLC -> 1;
          case UNIT -> 2;
          default -> 0;
        };
    // The stress tests are divided, not given to one.
    boolean mine =
        step.part() == Part.STRESS || shard.map(s -> s.has(Math.min(group, n - 1))).orElse(true);
    return mine && parts.contains(step.part());
  }
}
