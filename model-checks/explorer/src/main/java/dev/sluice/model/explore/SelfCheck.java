// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import dev.sluice.model.explore.Calibrations.Calibration;
import dev.sluice.model.explore.Canaries.Canary;
import java.util.ArrayList;
import java.util.List;

/** The explorer is under test before anything else: a run in which it fails is void. */
final class SelfCheck {

  private static List<String> faults;

  private SelfCheck() {}

  /**
   * Returns if the explorer can be believed; checks it the first time.
   *
   * @throws IllegalStateException if not: nothing that it finds, or does not find, means anything
   */
  static synchronized void require() {
    if (faults == null) {
      faults = run();
    }
    if (!faults.isEmpty()) {
      throw new IllegalStateException("this exploration is void: " + String.join("; ", faults));
    }
  }

  private static List<String> run() {
    List<String> found = new ArrayList<>();
    if (Runtime.getRuntime().availableProcessors() > 1) {
      found.add("what spins is many schedules, run with -XX:ActiveProcessorCount=1");
    }
    boolean exact = true;
    int caught = 0;
    int total = 0;
    for (Search search : Search.values()) {
      for (Calibration calibration : Calibrations.all()) {
        if (calibration.isFor(search)) {
          Exploration e = calibration.with(search);
          if (!calibration.isMetBy(e)) {
            exact = false;
            found.add(
                e.line()
                    + " but there are "
                    + calibration.outcomes()
                    + " outcomes, in "
                    + calibration.schedules()
                    + " ways; it found "
                    + e.outcomes());
          }
        }
      }
      for (Canary canary : Canaries.all()) {
        if (!canary.isFor(search)) {
          continue;
        }
        total++;
        if (canary.isCaughtBy(search)) {
          caught++;
        } else {
          found.add("the " + search + " search did not catch " + canary.name());
        }
      }
    }
    Report.checked(exact, caught, total);
    return found;
  }
}
