// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each search finds exactly what there is, and the reduction in as few schedules as can be. */
@Tag("explore")
@Tag("explored")
@Tag("20s")
class CalibrationTest {

  @TestFactory
  Stream<DynamicTest> eachSearchEndsWithTheOutcomesOfItsCalibrations() {
    return Stream.of(Search.values())
        .flatMap(
            search ->
                Calibrations.all().stream()
                    .filter(calibration -> calibration.isFor(search))
                    .map(
                        calibration ->
                            DynamicTest.dynamicTest(
                                search + ": " + calibration.scenario().name(),
                                () -> {
                                  Exploration e = calibration.with(search);
                                  assertTrue(calibration.isMetBy(e), e::line);
                                })));
  }

  @Test
  void aSearchStoppedByItsLimitIsNotCalledExhausted() {
    Exploration e =
        Explorer.explore(
            Calibrations.all().get(3).scenario(), Mode.of(Search.REDUCED), Limits.schedules(20));
    assertFalse(e.exhausted());
    assertEquals(20, e.schedules());
  }
}
