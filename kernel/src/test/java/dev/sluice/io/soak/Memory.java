// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io.soak;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * The memory of this JVM in bytes, by measures that do not see the same memory. Since JDK 24
 * (JDK-8344882, {@code sun.nio.ch.Util.getTemporaryDirectBuffer}) the copy that the JDK makes of a
 * heap buffer comes from malloc, and the beans of the buffer pools do not count it; {@link
 * MemoryTest} has the figures.
 */
final class Memory {

  private static final Pattern OTHER = Pattern.compile("\\bOther \\(.*?committed=(\\d+)");
  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s*(\\d+) kB$");

  private Memory() {}

  /** Returns the bytes on the heap. */
  static long heap() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Returns the bytes in the buffers off the heap that the beans count. */
  static long pools() {
    long bytes = 0;
    for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
      bytes += pool.getMemoryUsed();
    }
    return bytes;
  }

  /**
   * Returns what Java code took off the heap, by the JVM's own count of its mallocs. These are
   * buffers and the JDK's copies of buffers, and not the memory of compilers and collectors.
   *
   * @return empty, after a loud sentence, if this JVM was not told to count
   */
  static OptionalLong offHeap() {
    String said;
    try {
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      said =
          (String)
              server.invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "vmNativeMemory",
                  new Object[] {new String[] {"summary", "scale=B"}},
                  new String[] {String[].class.getName()});
    } catch (JMException noSuchCommand) {
      said = noSuchCommand.toString();
    }
    if (!said.contains("Total:")) {
      System.out.println(
          "memory: NATIVE MEMORY IS NOT WATCHED; run with -XX:NativeMemoryTracking=summary: "
              + said.strip());
      return OptionalLong.empty();
    }
    Matcher other = OTHER.matcher(said);
    return OptionalLong.of(other.find() ? Long.parseLong(other.group(1)) : 0);
  }

  /**
   * Returns the size of all pages of this process that are in memory, for any use.
   *
   * @return empty, after a loud sentence, if the system does not say
   */
  static OptionalLong resident() throws IOException {
    Path status = Path.of("/proc/self/status");
    Matcher resident = RESIDENT.matcher(Files.exists(status) ? Files.readString(status) : "");
    if (!resident.find()) {
      System.out.println("memory: THE RESIDENT SIZE IS NOT WATCHED: no VmRSS in " + status);
      return OptionalLong.empty();
    }
    return OptionalLong.of(Long.parseLong(resident.group(1)) << 10);
  }
}
