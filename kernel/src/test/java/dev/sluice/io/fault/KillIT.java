// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.io.Content;
import dev.sluice.kernel.ChildJvm;
import java.io.BufferedReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a JVM as by {@code kill -9}, at random points. What the JVM had printed is compared with
 * the files.
 *
 * <p>A system may cut a write of several pages when it kills. So only with buffers of one page must
 * the file consist of whole buffers. {@code -Dkill.rounds=N} kills more often, {@code
 * -Dkill.seed=N} chooses the points.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("faults")
class KillIT {

  private static final int ROUNDS = Integer.getInteger("kill.rounds", 24);
  private static final int PAGE = 4096;

  @TempDir Path directory;

  /** What was found in one folder after the kill. */
  private record Found(int forced, int lines, boolean torn) {}

  /**
   * Seen red by a shutdown that acknowledges before the task's exit (a file too short), by a
   * settled offset that is the submitted offset, and by buffers written at a wrong offset.
   */
  @Test
  @DisplayName("B2 B4: kill -9 at random: what was forced is there, the rest is whole buffers")
  void aKilledJvmLeavesOnTheDiskWhatItForced() throws Exception {
    FaultRow.run(
        "kill -9 at random points",
        () -> {
          FaultRow.lacks(
              System.getProperty("os.name").startsWith("Windows"),
              "needs signals, this is Windows");
          long seed = Long.getLong("kill.seed", System.nanoTime());
          Random random = new Random(seed);
          List<Found> found = new ArrayList<>();
          try {
            for (int round = 0; round < ROUNDS; round++) {
              found.add(round(random.nextLong(), round % 3 == 2 ? 16 * PAGE : PAGE, round));
            }
          } catch (Throwable t) {
            throw new AssertionError("to repeat: -Dkill.seed=" + seed, t);
          }
          int forced = found.stream().mapToInt(Found::forced).sum();
          assertTrue(forced > ROUNDS, "hardly any file was forced: " + forced);
          assertTrue(found.stream().mapToInt(Found::lines).distinct().count() > ROUNDS / 2);
          return ROUNDS
              + " kills, "
              + forced
              + " forced files whole, "
              + found.stream().filter(Found::torn).count()
              + " last buffers of 16 pages cut by the system, seed "
              + seed;
        });
  }

  private Found round(long seed, int capacity, int round) throws Exception {
    Path folder = Files.createDirectory(directory.resolve("round" + round));
    List<String> command =
        ChildJvm.command(
            List.of(), KillChild.class, folder.toString(), "" + seed, Integer.toString(capacity));
    int atLeast = 1 + new Random(seed).nextInt(1500);
    int spin = new Random(seed + 1).nextInt(300_000);
    List<String> said = new ArrayList<>();
    Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (BufferedReader lines = child.inputReader()) {
      for (String line; said.size() < atLeast && (line = lines.readLine()) != null; ) {
        said.add(line);
      }
      for (; spin > 0; spin--) {
        Thread.onSpinWait();
      }
      child.toHandle().destroyForcibly(); // Process.destroyForcibly closes the pipe as well
      StringWriter rest = new StringWriter();
      lines.transferTo(rest);
      int end = rest.toString().lastIndexOf('\n') + 1; // the text behind it is an unfinished line
      rest.toString().substring(0, end).lines().forEach(said::add);
    }
    assertEquals(128 + 9, child.waitFor(), () -> "it was not killed: " + said);
    return check(folder, seed, capacity, said);
  }

  private static Found check(Path folder, long seed, int capacity, List<String> said)
      throws Exception {
    Random random = new Random(seed);
    int total = IntStream.of(KillChild.chunks(random)).sum();
    int forced = 0;
    long settled = 0;
    for (String line : said) {
      if (line.startsWith("forced")) {
        assertEquals("forced " + forced + " " + total, line);
        byte[] bytes = Files.readAllBytes(folder.resolve("file" + forced));
        assertEquals(total, bytes.length, line);
        Content.check(line, ByteBuffer.wrap(bytes), seed + forced, 0);
        total = IntStream.of(KillChild.chunks(random)).sum();
        forced++;
        settled = 0;
      } else {
        String known = "settled " + forced + " ";
        assertTrue(line.startsWith(known), line);
        settled = Long.parseLong(line.substring(known.length()));
      }
    }
    Path last = folder.resolve("file" + forced);
    byte[] bytes = Files.exists(last) ? Files.readAllBytes(last) : new byte[0];
    int length = bytes.length;
    String what = last + " of " + length + " bytes of " + total + ", settled " + settled;
    assertTrue(length >= settled, what);
    Content.check(what, ByteBuffer.wrap(bytes, 0, Math.min(length, total)), seed + forced, 0);
    int padded = (total + KillChild.ALIGNMENT - 1) / KillChild.ALIGNMENT * KillChild.ALIGNMENT;
    boolean whole =
        length <= total && length % capacity == 0 || length == total || length == padded;
    assertTrue(whole || capacity > PAGE && length < padded, what);
    return new Found(forced, said.size(), !whole);
  }
}
