// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.scenario;

import dev.sluice.model.explore.Mode.CoreSteps;
import dev.sluice.model.explore.Park;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Each scenario when {@code park} returns only for a reason: a lost wake-up is a deadlock. */
@Tag("explore")
@Tag("explored")
@Tag("long")
@Tag("60s")
class ExactParkingTest {

  @TestFactory
  Stream<DynamicTest> unmodifiedClassesHaveOnlyExpectedOutcomesWithExactParking() {
    return Explorations.all(Park.EXACT, CoreSteps.REAL);
  }

  @TestFactory
  Stream<DynamicTest> theKernelWithOneStepSlotsHasTheExpectedOutcomesWithExactParking() {
    return Explorations.all(Park.EXACT, CoreSteps.ATOMIC);
  }
}
