// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.model.explore.Exploration;
import dev.sluice.model.explore.Explorer;
import dev.sluice.model.explore.Limits;
import dev.sluice.model.explore.Mode;
import dev.sluice.model.explore.Mode.CoreSteps;
import dev.sluice.model.explore.Park;
import dev.sluice.model.explore.Recording;
import dev.sluice.model.scenario.Scenarios.Spec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Each scenario under each schedule, in exact and spurious parking.
 *
 * <p>At the quick level a search that would be long is stopped: then what it found must be among
 * the outcomes, and it is reported as bounded. With the slot's core as one step and exact parking
 * each search has to end at either level; at the nightly level the others go as far as the time
 * goes.
 */
final class Explorations {

  private static final boolean NIGHTLY = "nightly".equals(System.getProperty("level"));
  private static final long QUICK_EXACT = 1_000;
  private static final long QUICK_SPURIOUS = Long.getLong("sluice.spurious", 1_000);
  private static final long QUICK_SPURIOUS_KERNEL = 200;
  private static final long NIGHTLY_EXACT = 3_000;
  private static final long NIGHTLY_SPURIOUS = 4_000;

  /** The longest one of the unmodified kernel: at the nightly level it has to end. */
  private static final String LONG = "one flush and shutdown";

  private static final Mode LONG_MODE = Mode.reduced(Park.EXACT, CoreSteps.REAL);

  /** Searches of the unmodified kernel that have to end in the tests. */
  private static final List<String> REAL =
      List.of(
          "start and shutdown",
          "shutdown against cancel",
          "shutdown setting the length against cancel");

  /** Schedules of each scenario that are recorded, to be shown. */
  private static final int SAMPLES = 6;

  private Explorations() {}

  static Stream<DynamicTest> all(Park park, CoreSteps slot) {
    Mode mode = Mode.reduced(park, slot);
    return Scenarios.all().stream()
        .filter(spec -> spec.ofKernel() || slot == CoreSteps.REAL)
        .filter(spec -> isWorthIt(spec, mode))
        .map(spec -> test(spec, mode, mustEnd(spec, mode)));
  }

  static DynamicTest theLongOne() {
    Spec spec =
        Scenarios.all().stream().filter(s -> s.toString().equals(LONG)).findFirst().orElseThrow();
    return test(spec, LONG_MODE, NIGHTLY);
  }

  private static DynamicTest test(Spec spec, Mode mode, boolean mustEnd) {
    return DynamicTest.dynamicTest(spec + ", " + mode, () -> explore(spec, mode, mustEnd));
  }

  /** The quick level leaves out what it could only begin, but for one mode of each scenario. */
  private static boolean isWorthIt(Spec spec, Mode mode) {
    if (mode.equals(LONG_MODE) && spec.toString().equals(LONG)) {
      return false;
    }
    return NIGHTLY
        || !spec.ofKernel()
        || mode.core() == CoreSteps.ATOMIC
        || REAL.contains(spec.toString());
  }

  /** The mode in which each scenario's schedules are recorded: one of those that have to end. */
  private static CoreSteps shownSlot(Spec spec) {
    return spec.ofKernel() ? CoreSteps.ATOMIC : CoreSteps.REAL;
  }

  private static void explore(Spec spec, Mode mode, boolean mustEnd) throws IOException {
    long most = mustEnd ? Long.MAX_VALUE : most(spec, mode);
    boolean shown = mode.equals(Mode.reduced(Park.EXACT, shownSlot(spec)));
    Limits limits = Limits.schedules(most).samples(shown ? SAMPLES : 0);
    Exploration e = Explorer.report(spec.scenario(), mode, limits).orThrow();
    if (mustEnd) {
      assertTrue(e.exhausted());
    }
    if (e.exhausted()) {
      assertEquals(spec.outcomes(), e.outcomes().keySet());
    } else {
      assertTrue(spec.outcomes().containsAll(e.outcomes().keySet()), () -> e.outcomes().toString());
    }
    if (shown) {
      String file = spec.toString().replaceAll("[^a-z0-9]+", "-") + ".json";
      Recording.write(Path.of("target/schedules", file), e.name(), mode, e.samples());
    }
    assertTrue(e.raceFree());
    assertTrue(!spec.ofKernel() || e.plainAccesses() > 0, "nothing was held against a race");
  }

  private static long most(Spec spec, Mode mode) {
    if (mode.park() == Park.EXACT) {
      return NIGHTLY ? NIGHTLY_EXACT : QUICK_EXACT;
    }
    if (NIGHTLY) {
      return mode.core() == CoreSteps.ATOMIC ? NIGHTLY_SPURIOUS : 2_500;
    }
    return spec.ofKernel() ? QUICK_SPURIOUS_KERNEL : QUICK_SPURIOUS;
  }

  private static boolean mustEnd(Spec spec, Mode mode) {
    if (mode.park() != Park.EXACT) {
      return false;
    }
    boolean small = !spec.ofKernel() && !spec.toString().startsWith("slot: 3");
    return mode.core() == CoreSteps.ATOMIC || small || REAL.contains(spec.toString());
  }
}
