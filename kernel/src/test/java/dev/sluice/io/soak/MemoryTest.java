// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.kernel.Bounded;
import dev.sluice.kernel.ChildJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a heap buffer of 64 MiB costs, as the Javadoc of {@code FileChannelWriter} says, and which
 * measure of {@link Memory} sees it. Seen on OpenJDK 17.0.15 and Temurin 25.0.3, Linux 6, x86-64.
 * Source: {@code sun.nio.ch.Util.getTemporaryDirectBuffer}, JDK-8344882 (JDK 24).
 */
@Bounded
class MemoryTest {

  private static final int SIZE = 64;

  /** Whether the copy is counted among the direct buffers. */
  private static final boolean COUNTED = Runtime.version().feature() < 24;

  private static final Pattern SAID =
      Pattern.compile("(\\w+): pools (\\d+), off the heap (\\d+), resident (-?\\d+|unknown)");

  @TempDir Path directory;

  private record Cost(String how, int pools, int offHeap, String resident) {}

  private Cost cost(String buffer, String thread, String... options) throws Exception {
    List<String> jvm = new ArrayList<>(List.of("-Xms128m", "-Xmx128m"));
    jvm.add("-XX:NativeMemoryTracking=summary");
    jvm.addAll(List.of(options));
    String file = directory.resolve("file").toString();
    String said =
        ChildJvm.lastLine(
            ChildJvm.command(
                jvm, HeapBufferChild.class, file, Integer.toString(SIZE), buffer, thread));
    Matcher cost = SAID.matcher(said);
    assertTrue(cost.matches(), said);
    System.out.println("memory: " + buffer + ", " + thread + " " + jvm + ": " + said);
    return new Cost(
        cost.group(1),
        Integer.parseInt(cost.group(2)),
        Integer.parseInt(cost.group(3)),
        cost.group(4));
  }

  /**
   * Checks the resident size. All else that a JVM does meanwhile stays below a quarter of the
   * buffer.
   */
  private static void assertResident(int more, Cost cost) {
    if (!cost.resident().equals("unknown")) {
      int resident = Integer.parseInt(cost.resident());
      assertTrue(Math.abs(resident - more) < SIZE / 4, cost.toString());
    }
  }

  /** Seen red by an {@code offHeap} that asks the beans: 0 in place of 64 on JDK 25. */
  @Test
  @DisplayName("a heap buffer costs itself once more, which the beans do not say from JDK 24 on")
  void aHeapBufferCostsItselfOnceMoreOffTheHeap() throws Exception {
    Cost cost = cost("heap", "platform");
    assertEquals("written", cost.how());
    assertEquals(COUNTED ? SIZE : 0, cost.pools());
    assertEquals(SIZE, cost.offHeap());
    assertResident(SIZE, cost);
  }

  @Test
  @DisplayName("a direct buffer costs nothing more, by any witness")
  void aDirectBufferCostsNothingMore() throws Exception {
    Cost cost = cost("direct", "platform");
    assertEquals("written", cost.how());
    assertEquals(0, cost.pools());
    assertEquals(0, cost.offHeap());
    assertResident(0, cost);
  }

  @Test
  @DisplayName("a limit of direct memory ends the write on JDK 17, and does nothing from 24 on")
  void aLimitOfDirectMemoryHoldsOnlyBeforeJdk24() throws Exception {
    Cost cost = cost("heap", "platform", "-XX:MaxDirectMemorySize=32m");
    assertEquals(COUNTED ? "OutOfMemoryError" : "written", cost.how());
    assertEquals(COUNTED ? 0 : SIZE, cost.offHeap());
  }

  @Test
  @DisplayName("the copy of a virtual thread's buffer stays with its carrier when it has ended")
  void theCopyOfAVirtualThreadsBufferStaysWithTheCarrier() throws Exception {
    int jdk = Runtime.version().feature();
    assertEquals(jdk >= 21, Round.VIRTUAL != null, "virtual threads on JDK " + jdk);
    if (Round.VIRTUAL == null) {
      System.out.println("memory: VIRTUAL THREADS ARE NOT LOOKED AT: JDK " + jdk + " has none");
      return;
    }
    Cost cost = cost("heap", "virtual");
    assertEquals("written", cost.how());
    assertEquals(SIZE, cost.offHeap());
  }

  /** Seen red by a watch for which a JVM that does not count holds nothing. */
  @Test
  @DisplayName("a JVM that was not told to count says so, and gives no figure")
  void aJvmNotToldToCountGivesNoFigure() throws Exception {
    List<String> command = ChildJvm.command(List.of(), NotCounted.class);
    assertEquals("OptionalLong.empty", ChildJvm.lastLine(command));
  }

  /** A JVM without {@code -XX:NativeMemoryTracking}. */
  static final class NotCounted {

    private NotCounted() {}

    public static void main(String[] arguments) {
      System.out.println(Memory.offHeap());
    }
  }
}
