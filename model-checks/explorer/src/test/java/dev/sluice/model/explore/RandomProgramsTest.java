// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The reduction against an interpreter that knows nothing of it. */
@Tag("explore")
@Tag("explored")
@Tag("20s")
class RandomProgramsTest {

  private static final int PROGRAMS = Integer.getInteger("sluice.programs", 250);

  @Test
  void theReductionFindsAllOutcomesOfRandomProgramsAndNoOther() {
    Agent.with(RandomProgramsTest::compare);
  }

  private static void compare() {
    long schedules = 0;
    long repeated = 0;
    int most = 0;
    for (long seed = 1; seed <= PROGRAMS; seed++) {
      Program program = Program.random(seed);
      Exploration e =
          Explorer.exploreQuietly(
              Scenario.racy("program " + seed, new Interpreted(program)),
              Mode.of(Search.REDUCED),
              Limits.schedules(100_000));
      assertTrue(e.exhausted(), () -> program + " " + e.failure());
      assertEquals(program.outcomes(), e.outcomes().keySet(), () -> "seed of " + program.threads());
      schedules += e.schedules();
      repeated += e.repeated();
      most = Math.max(most, e.outcomes().size());
    }
    assertTrue(most > 10, "the programs are too tame");
    Report.programs(PROGRAMS, schedules);
    System.out.printf(
        "[explore] %d random programs: outcomes equal to the interpreter's, %d schedules, %d repeated%n",
        PROGRAMS, schedules, repeated);
  }
}
