// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.kernel.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.commons.JUnitException;
import org.opentest4j.AssertionFailedError;

/**
 * A caller catches StackOverflowError and goes on, as in the {@link AnomalySweep}. Here the stacks
 * are real, and full of the frames of interpreter and compilers. Seen red by a flush that dies and
 * leaves the state of its handle unchanged: from then on close is refused.
 */
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class FullStackTest {

  private static final Path TASKSET = Path.of("/usr/bin/taskset");
  private static final long MOST_SECONDS = 240; // alone it takes six
  private static final int ROUNDS = 300;
  private static final long LEAST = 200_000;
  private static final long STEP = 48;

  @TempDir private Path folder;

  @Test
  @DisplayName("H20 B1 B3 E1 L2 L3: a caller with a full stack loses nothing and blocks nobody")
  void aCallerWithAFullStackLosesNothing() throws Exception {
    System.out.println(rounds(folder));
  }

  /** On one processor the first edition left a hole in the file. On two it got stuck. */
  @Test
  @DisplayName(
      "H20 B1 B3 E1 L2 L3: on one processor, too, a full stack loses nothing and blocks nobody")
  void aFullStackOnOneProcessorLosesNothing() throws Exception {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(TASKSET)) { // else the JVM only believes that it has one
      command.addAll(List.of(TASKSET.toString(), "-c", firstProcessor()));
    }
    command.addAll(
        ChildJvm.command(
            List.of("-Xmx256m", "-XX:ActiveProcessorCount=1", "-XX:TieredStopAtLevel=4"),
            List.of(Assertions.class, AssertionFailedError.class, JUnitException.class),
            FullStackTest.class,
            folder.toString()));
    System.out.println("one processor: " + ChildJvm.lastLine(command, MOST_SECONDS));
  }

  /**
   * Returns a processor that this process may use. In a container it need not be the first of all.
   */
  private static String firstProcessor() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("Cpus_allowed_list:"))
        .map(line -> line.replaceFirst("\\D+", "").replaceFirst("\\D.*", ""))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Runs the rounds, in a JVM of their own.
   *
   * @param arguments the folder for the files
   */
  public static void main(String[] arguments) throws Exception {
    System.out.println(rounds(Path.of(arguments[0])));
  }

  private static String rounds(Path folder) throws Exception {
    new FullStack(folder.resolve("warm"), 1 << 20, false).run(); // links all, with room for it
    int overflows = 0;
    int died = 0;
    for (int r = 0; r < ROUNDS; r++) {
      FullStack round = new FullStack(folder.resolve("file" + r), LEAST + r * STEP, true);
      round.run();
      overflows += round.overflows();
      died += round.died() ? 1 : 0;
    }
    assertTrue(overflows >= ROUNDS, overflows + " writes without room");
    return String.format(
        "full stacks: %d rounds, %d writes without room, %d of %d writers died of it, 0 violations",
        ROUNDS, overflows, died, ROUNDS);
  }
}
