// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io.fault;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.kernel.Bounded;
import dev.sluice.kernel.ChildJvm;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the Javadoc of {@code FileChannelWriter} says about {@code force}, on a real device. */
@Bounded
@Tag("faults")
class ForceTest {

  /** The memory below the device, in MiB. The file system on it is larger, and so is the file. */
  private static final int SPACE = 24;

  /** Only the child has these mounts. The loop device ends with them. */
  private static final String DEVICE =
      "mount -t tmpfs -o size="
          + SPACE
          + "m tmpfs \"$0\" && truncate -s 128m \"$0/image\""
          + " && mkfs.ext4 -q -F -E nodiscard,lazy_itable_init=1 \"$0/image\""
          + " && mkdir \"$0/on\" && mount -o loop \"$0/image\" \"$0/on\" && exec \"$@\"";

  @TempDir Path directory;

  /**
   * Seen on Linux 6.18 with JDK 17.0.15 and 25.0.3: the channel that forced first was told once
   * more, of an "Input/output error", and no channel a third time. The source is fsync(2), Linux
   * 4.13 and later. Seen red by a device with enough space.
   */
  @Test
  @DisplayName("a force that failed is final: a later one returns, and close says nothing")
  void aForceThatFailedIsFinal() throws Exception {
    FaultRow.run(
        "force to a full device",
        () -> {
          FaultRow.notLinux();
          List<String> mounted = List.of("unshare", "-m", "sh", "-c", DEVICE, directory.toString());
          String refusal =
              ChildFaultsTest.complaint(ChildFaultsTest.behind(mounted, List.of("true")));
          FaultRow.lacks(!refusal.isEmpty(), "a loop device is refused: " + refusal);
          String on = directory.resolve("on").toString();
          String more = Integer.toString(SPACE + 16);
          String said =
              ChildJvm.lastLine(
                  ChildFaultsTest.behind(
                      mounted, ChildJvm.command(List.of(), ForceChild.class, on, more)));
          String told = "\\[No space left on device(, Input/output error)?(, returns)+\\]";
          assertTrue(
              said.matches("it wrote: " + told + ", beside it: " + told + ", later: returns"),
              said);
          return said;
        });
  }
}
