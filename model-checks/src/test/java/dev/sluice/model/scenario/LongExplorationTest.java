// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.scenario;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The unmodified kernel from the start through one flush to the shutdown: each schedule, or the
 * first ones at the quick level.
 */
class LongExplorationTest {

  @TestFactory
  DynamicTest unmodified() {
    return Explorations.theLongOne();
  }
}
