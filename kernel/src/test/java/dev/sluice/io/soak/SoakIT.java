// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.io.JsonLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random operations, faults and cancels, on 8 handles and 2 processors, on platform threads, and
 * from JDK 21 on virtual threads too. Each file is compared with a model after each round. {@code
 * -Dsoak=SECONDS} says for how long, and {@code -Dsoak.seed=N} runs the same rounds again. {@code
 * -Dsoak.round=N} runs one round alone, many times, because the seed does not decide the schedule.
 */
@Tag("soak")
class SoakIT {

  private static final int HANDLES = 8;
  private static final long SECONDS = Long.getLong("soak", 60);
  private static final long SEED = Long.getLong("soak.seed", System.nanoTime());
  private static final int TIMES = 200;

  /**
   * How much used memory after a collection may grow from the warm-up to the end: the JDK may still
   * cache something.
   */
  private static final long MAY_GROW = 4 << 20;

  @TempDir Path directory;

  /**
   * The numbers that must not grow: open files, threads of the soak, bytes on the heap and in the
   * pools of buffers, and bytes off the heap by the JVM's count of its mallocs, because since JDK
   * 24 no pool counts the JDK's copies of heap buffers. The resident size is printed, and has no
   * limit: it changes with the work of compilers and collector.
   */
  private record Held(
      Set<String> files, long threads, long bytes, OptionalLong offHeap, OptionalLong resident) {}

  /**
   * Seen red by the faults that {@link SoakTest} names, and by rounds that leave the file open,
   * leave a thread behind, keep the buffers, or take memory off the heap that no pool counts: 16
   * KiB by {@code Unsafe.allocateMemory} in each round.
   */
  @Test
  @DisplayName(
      "B1 B2 B3 B4 B5 C1 E2 H16 L2 L3: a soak loses nothing, leaks nothing and does not grow")
  void randomOperationsLoseNothingAndLeakNothing() throws Exception {
    Long one = Long.getLong("soak.round");
    if (one != null) {
      Totals totals = new Totals();
      for (int i = 0; i < TIMES; i++) {
        Round.run(one, directory.resolve("file"), totals);
      }
      System.out.printf("soak: round %d, %d times: %d flushes%n", one, TIMES, totals.flushes.sum());
      return;
    }
    Soak soak = new Soak(SEED, HANDLES, directory);
    long all = TimeUnit.SECONDS.toNanos(SECONDS);
    long warmUp = Math.min(all / 4, TimeUnit.SECONDS.toNanos(15));
    soak.run(warmUp);
    Held before = held();
    soak.run(all - warmUp);
    Held after = held();
    after.files().removeAll(before.files());
    Totals totals = soak.totals;
    report(totals, before, after);
    assertEquals(0, totals.lost.sum(), "lost");
    assertEquals(Set.of(), after.files(), "left open");
    assertEquals(0, after.threads(), "threads left behind");
    assertTrue(
        after.bytes() - before.bytes() <= MAY_GROW,
        "bytes used: " + before.bytes() + ", then " + after.bytes());
    assertTrue(after.offHeap().isPresent(), "run with -XX:NativeMemoryTracking=summary");
    assertTrue(
        more(before.offHeap(), after.offHeap()) <= MAY_GROW,
        "bytes off the heap: " + before.offHeap() + ", then " + after.offHeap());
    if (SECONDS >= 60) { // a shorter soak may be over before the compiler has done its work
      assertTrue(totals.flushes.sum() >= 100_000, "flushes: " + totals.flushes);
      assertTrue(totals.faults.sum() >= 1_000, "faults: " + totals.faults);
    }
  }

  private static Held held() throws IOException {
    Set<String> files = openFiles();
    for (int i = 0; i < 3; i++) {
      System.gc(); // objects with a cleaner are freed after the first collection
      files.retainAll(openFiles()); // the JVM itself opens a file for a moment now and then
    }
    long bytes = Memory.heap() + Memory.pools();
    long threads =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("soak-"))
            .count();
    return new Held(files, threads, bytes, Memory.offHeap(), Memory.resident());
  }

  /** Returns by how much it has grown; 0 if that is not known. */
  private static long more(OptionalLong before, OptionalLong after) {
    return after.orElse(0) - before.orElse(0);
  }

  /**
   * Returns the open files by number and name, on Linux; none elsewhere. Only files count: the JDK
   * keeps a socket after it first closes a channel that is in use, and a folder of the system is
   * open to list these.
   */
  private static Set<String> openFiles() throws IOException {
    Set<String> files = new TreeSet<>();
    Path open = Path.of("/proc/self/fd");
    if (Files.isDirectory(open)) {
      try (Stream<Path> links = Files.list(open)) {
        for (Path link : links.toList()) {
          String name = target(link);
          if (name.startsWith("/") && !name.startsWith("/proc/")) {
            files.add(link.getFileName() + " " + name);
          }
        }
      }
    }
    return files;
  }

  private static String target(Path link) throws IOException {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (NoSuchFileException closedMeanwhile) {
      return "";
    }
  }

  private static void report(Totals totals, Held before, Held after) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("build", System.getProperty("sluice.build", "none"));
    fields.put("seed", SEED);
    fields.put("seconds", SECONDS);
    fields.put("handles", HANDLES);
    fields.put("processors", Runtime.getRuntime().availableProcessors());
    fields.put("rounds", totals.rounds.sum());
    fields.put("roundsEndedWell", totals.endedWell.sum());
    fields.put("roundsOnVirtualThreads", totals.onVirtualThreads.sum());
    fields.put("operations", totals.operations.sum());
    fields.put("flushes", totals.flushes.sum());
    fields.put("faults", totals.faults.sum());
    fields.put("cancels", totals.cancels.sum());
    fields.put("buffersChecked", totals.buffersChecked.sum());
    fields.put("lost", totals.lost.sum());
    fields.put("filesLeftOpen", after.files().size());
    fields.put("threadsLeft", after.threads());
    fields.put("bytesMore", after.bytes() - before.bytes());
    fields.put("bytesMoreOffHeap", more(before.offHeap(), after.offHeap()));
    fields.put("bytesMoreResident", more(before.resident(), after.resident()));
    fields.put("java", System.getProperty("java.version"));
    fields.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    String line = JsonLines.object(fields);
    System.out.println("soak: " + line);
    Path file = Path.of("target", "soak.json");
    Files.createDirectories(file.getParent());
    Files.write(file, List.of(line));
  }
}
