// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.scenario;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * The unmodified kernel from the start through one flush to the shutdown: each schedule, or the
 * first ones at the quick level.
 */
@Tag("explore")
@Tag("explored")
@Tag("long")
@Tag("large")
@Tag("70s")
class LongExplorationTest {

  @TestFactory
  DynamicTest theUnmodifiedKernelHasOnlyExpectedOutcomesFromStartToShutdown() {
    return Explorations.theLongOne();
  }
}
