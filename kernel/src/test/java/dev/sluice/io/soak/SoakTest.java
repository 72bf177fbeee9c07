// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.kernel.Bounded;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A little of the soak, with seeds that are always the same. */
@Bounded
class SoakTest {

  private static final int ROUNDS = 200;

  @TempDir Path directory;

  /**
   * Seen red by: settled = submitted; a tail padded with ones; a buffer in hand or pending left out
   * of the remains; a setLength left out; a filling buffer forgotten, or kept twice, when an
   * exchange fails; a flush that returns the submitted buffer; an interrupt lost; a token that is
   * looked at too late; a fatal error called a cancellation; a guard that is never released.
   */
  @Test
  @DisplayName("B1 B2 B3 B4 B5 C1 E2 H16: random operations, faults and cancels agree with a model")
  void randomOperationsAgreeWithTheModel() throws Exception {
    Totals totals = new Totals();
    for (int seed = 0; seed < ROUNDS; seed++) {
      try {
        Round.run(seed, directory.resolve("file"), totals);
      } catch (Throwable t) {
        throw new AssertionError("the round of seed " + seed, t);
      }
    }
    assertEquals(ROUNDS, totals.rounds.sum());
    assertEquals(0, totals.lost.sum());
    assertTrue(totals.faults.sum() > 500, "faults: " + totals.faults);
    assertTrue(totals.cancels.sum() > 20, "cancels: " + totals.cancels);
    assertTrue(totals.flushes.sum() > 5_000, "flushes: " + totals.flushes);
    long well = totals.endedWell.sum();
    assertTrue(well > ROUNDS / 4 && well < ROUNDS, "ended well: " + well);
    assertEquals(Round.VIRTUAL != null, totals.onVirtualThreads.sum() > 0);
    System.out.printf(
        "soak, %d rounds: %d flushes, %d faults, %d cancels, %d buffers checked, %d ended well%n",
        ROUNDS,
        totals.flushes.sum(),
        totals.faults.sum(),
        totals.cancels.sum(),
        totals.buffersChecked.sum(),
        well);
  }

  /** Seen red by a writer whose faults are not drawn from the seed. */
  @Test
  @DisplayName("a round of the same seed does the same, if no cancel races with it")
  void theSameSeedGivesTheSameRound() throws Exception {
    int compared = 0;
    for (int seed = 0; seed < 24; seed++) {
      Totals first = new Totals();
      Totals second = new Totals();
      Round.run(seed, directory.resolve("file"), first);
      Round.run(seed, directory.resolve("file"), second);
      if (first.cancels.sum() == 0 && second.cancels.sum() == 0) {
        compared++;
        assertEquals(first.done(), second.done(), "seed " + seed);
      }
    }
    assertTrue(compared > 10, "compared: " + compared);
  }
}
