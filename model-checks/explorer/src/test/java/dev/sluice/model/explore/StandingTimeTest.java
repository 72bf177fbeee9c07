// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.Callable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where time stands still, a time-out and a look at the clock change nothing. */
class StandingTimeTest {

  @ParameterizedTest
  @EnumSource(
      value = Search.class,
      names = {"REDUCED", "UNREDUCED"})
  void aTimedWaitInStandingTimeAddsNoSchedule(Search search) {
    Exploration untimed = explore(search, false, () -> Waits.waitAndNotify(false, true));
    assertSame(untimed, explore(search, true, () -> Waits.waitAndNotify(true, true)));
  }

  @ParameterizedTest
  @EnumSource(
      value = Search.class,
      names = {"REDUCED", "UNREDUCED"})
  void aLookAtTheClockInStandingTimeIsNoStep(Search search) {
    Exploration blind = explore(search, false, () -> Waits.parkAndUnpark(false));
    assertSame(blind, explore(search, true, () -> Waits.parkAndUnpark(true)));
  }

  @ParameterizedTest
  @EnumSource(
      value = Search.class,
      names = {"REDUCED", "UNREDUCED"})
  void aLookAtTheClockIsAStepWhereTimeGoesOn(Search search) {
    Exploration blind = explore(search, false, () -> Waits.parkAndUnpark(false));
    Exploration looks = explore(search, false, () -> Waits.parkAndUnpark(true));
    assertTrue(looks.depth() > blind.depth());
    assertTrue(search == Search.REDUCED || looks.schedules() > blind.schedules());
  }

  private static void assertSame(Exploration one, Exploration other) {
    assertEquals(one.schedules(), other.schedules());
    assertEquals(one.depth(), other.depth());
    assertEquals(one.outcomes(), other.outcomes());
  }

  private static Exploration explore(Search search, boolean stands, Callable<String> body) {
    Scenario scenario = Scenario.racy("time " + (stands ? "stands still" : "goes on"), body);
    Exploration e =
        Explorer.explore(
            stands ? scenario.whereTimeStandsStill() : scenario,
            Mode.of(search),
            Limits.schedules(10_000));
    assertTrue(e.orThrow().exhausted());
    return e;
  }
}
