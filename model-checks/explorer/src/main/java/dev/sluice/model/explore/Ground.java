// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * What a JVM must not have if a search in it is to mean anything. Lincheck's agent sees a class
 * when it is loaded. The classes of an AOT cache (JEP 483, seen on JDK 25.0.3) are there before,
 * and it is not shown them: their accesses would be no steps. JaCoCo's probes would be steps of
 * their own: shared writes that no program has (Lincheck 3.7).
 */
final class Ground {

  private Ground() {}

  /**
   * Returns if this JVM can explore.
   *
   * @throws IllegalStateException if not
   */
  static void require() {
    List<String> unfit =
        unfit(
            option("AOTCache"),
            option("AOTMode"),
            ManagementFactory.getRuntimeMXBean().getInputArguments());
    if (!unfit.isEmpty()) {
      throw new IllegalStateException("this exploration is void: " + String.join("; ", unfit));
    }
  }

  /**
   * A cache that cannot be read is refused too: the JVM would start without, and not say so here.
   */
  static List<String> unfit(String aotCache, String aotMode, List<String> arguments) {
    List<String> unfit = new ArrayList<>();
    if (!aotCache.isEmpty() && !aotMode.equals("off")) {
      unfit.add(
          "this JVM has an AOT cache in use, whose classes no agent sees; run without -XX:AOTCache="
              + aotCache);
    }
    for (String argument : arguments) {
      if (argument.startsWith("-javaagent:") && argument.contains("jacoco")) {
        unfit.add("JaCoCo's probes are shared writes here; run without " + argument);
      }
    }
    return unfit;
  }

  /** Of the virtual machine, wherever it came from: its environment has options as well. */
  private static String option(String name) {
    HotSpotDiagnosticMXBean machine =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    try {
      return machine.getVMOption(name).getValue();
    } catch (IllegalArgumentException before24) { // there is no such option
      return "";
    }
  }
}
