// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.model.explore.Exploration;
import dev.sluice.model.explore.Explorer;
import dev.sluice.model.explore.Limits;
import dev.sluice.model.explore.Mode;
import dev.sluice.model.explore.Mode.SlotSteps;
import dev.sluice.model.explore.Park;
import dev.sluice.model.scenario.Scenarios.Spec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Each scenario under each schedule, in exact and spurious parking.
 *
 * <p>At the quick level a search that would be long is stopped: then what it found must be among
 * the outcomes, and it is reported as bounded. At the nightly level each search with the slot's
 * core as one step has to end; the unmodified kernel is explored as far as the time goes.
 */
final class Explorations {

  private static final boolean NIGHTLY = "nightly".equals(System.getProperty("level"));
  private static final long QUICK_EXACT = 1_000;
  private static final long QUICK_SPURIOUS = 2_500;

  /** For the unmodified kernel by itself, if it does not have to end. */
  private static final long NIGHTLY_REAL = 5_000;

  /** Searches of the unmodified kernel that have to end, at the quick level too. */
  private static final List<String> REAL =
      List.of(
          "start and shutdown",
          "shutdown against cancel",
          "shutdown setting the length against cancel");

  private Explorations() {}

  static Stream<DynamicTest> all(Park park, SlotSteps slot) {
    Mode mode = Mode.reduced(park, slot);
    return Scenarios.all().stream()
        .filter(spec -> spec.ofKernel() || slot == SlotSteps.REAL)
        .filter(spec -> isWorthIt(spec, mode))
        .map(spec -> DynamicTest.dynamicTest(spec + ", " + mode, () -> explore(spec, mode)));
  }

  /** The quick level leaves out what it could only begin, but for one mode of each scenario. */
  private static boolean isWorthIt(Spec spec, Mode mode) {
    return NIGHTLY
        || !spec.ofKernel()
        || mode.slot() == SlotSteps.ATOMIC
        || REAL.contains(spec.scenario().name());
  }

  private static void explore(Spec spec, Mode mode) {
    boolean mustEnd = mustEnd(spec, mode);
    long most = mustEnd ? Long.MAX_VALUE : NIGHTLY ? NIGHTLY_REAL : quick(mode);
    Exploration e = Explorer.report(spec.scenario(), mode, Limits.schedules(most)).orThrow();
    if (mustEnd) {
      assertTrue(e.exhausted());
    }
    if (e.exhausted()) {
      assertEquals(spec.outcomes(), e.outcomes().keySet());
    } else {
      assertTrue(spec.outcomes().containsAll(e.outcomes().keySet()), () -> e.outcomes().toString());
    }
    assertTrue(e.raceFree());
    assertTrue(!spec.ofKernel() || e.plainAccesses() > 0, "nothing was held against a race");
  }

  private static long quick(Mode mode) {
    return mode.park() == Park.EXACT ? QUICK_EXACT : QUICK_SPURIOUS;
  }

  private static boolean mustEnd(Spec spec, Mode mode) {
    String name = spec.scenario().name();
    boolean small = !spec.ofKernel() && !name.startsWith("slot: 3");
    if (mode.slot() == SlotSteps.REAL && mode.park() == Park.EXACT) {
      return small || REAL.contains(name) || NIGHTLY && name.equals("one flush and shutdown");
    }
    return mode.slot() == SlotSteps.ATOMIC
        && (NIGHTLY || mode.park() == Park.EXACT && !name.equals("two flushes against cancel"));
  }
}
