// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same with real stacks, which are full of the frames of interpreter and compilers: a caller
 * that catches StackOverflowError and goes on. Seen red by a flush that leaves the state of its
 * handle as it is when it dies: from then on close is refused.
 */
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class FullStackTest {

  private static final int ROUNDS = 300;
  private static final long LEAST = 200_000;
  private static final long STEP = 48;

  @TempDir private Path folder;

  @Test
  @DisplayName("H20 B1 B3 E1 L2 L3: a caller with a full stack loses nothing and blocks nobody")
  void rounds() throws Exception {
    new FullStack(folder.resolve("warm"), 1 << 20, false).run(); // links all, with room for it
    int overflows = 0;
    int died = 0;
    for (int r = 0; r < ROUNDS; r++) {
      FullStack round = new FullStack(folder.resolve("file" + r), LEAST + r * STEP, true);
      round.run();
      overflows += round.overflows();
      died += round.died() ? 1 : 0;
    }
    System.out.printf(
        "full stacks: %d rounds, %d writes without room, %d of %d writers died of it, 0 violations%n",
        ROUNDS, overflows, died, ROUNDS);
    assertTrue(overflows >= ROUNDS, overflows + " writes without room");
  }
}
