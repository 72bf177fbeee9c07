// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.scenario;

import dev.sluice.model.explore.Mode.CoreSteps;
import dev.sluice.model.explore.Park;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Each scenario when each thread may once wake for no reason, anywhere. */
@Tag("explore")
@Tag("explored")
@Tag("long")
@Tag("100s")
class SpuriousParkingTest {

  @TestFactory
  Stream<DynamicTest> unmodifiedClassesHaveOnlyExpectedOutcomesDespiteSpuriousWakeUps() {
    return Explorations.all(Park.SPURIOUS, CoreSteps.REAL);
  }

  @TestFactory
  Stream<DynamicTest> theKernelWithOneStepSlotsHasOnlyExpectedOutcomesDespiteSpuriousWakeUps() {
    return Explorations.all(Park.SPURIOUS, CoreSteps.ATOMIC);
  }
}
