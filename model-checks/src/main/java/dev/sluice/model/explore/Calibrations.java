// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** Programs whose number of outcomes is known: a search must find exactly so many, and end. */
final class Calibrations {

  /**
   * One of them.
   *
   * @param name what it does
   * @param body the program
   * @param outcomes how many it has
   * @param stock whether Lincheck's own search ends on it in a second or so
   */
  record Calibration(String name, Callable<String> body, int outcomes, boolean stock) {

    /** Explores it. */
    Exploration with(Search search) {
      return Explorer.explore(
          Scenario.of("calibration: " + name, body), search, Park.EXACT, Limits.schedules(100_000));
    }
  }

  private Calibrations() {}

  static List<Calibration> all() {
    List<Calibration> all = new ArrayList<>();
    int[] binomials = {2, 6, 20, 70};
    for (int n = 1; n <= 4; n++) {
      int steps = n;
      all.add(
          new Calibration(
              n + " against " + n + " increments", () -> count(steps), binomials[n - 1], n < 4));
    }
    return all;
  }

  /** The values that one of two threads sees say how the two were interleaved: C(2n, n) ways. */
  private static String count(int steps) throws InterruptedException {
    AtomicInteger counter = new AtomicInteger();
    int[] seen = new int[steps];
    Thread other =
        new Thread(
            () -> {
              for (int i = 0; i < steps; i++) {
                counter.getAndIncrement();
              }
            });
    other.start();
    for (int i = 0; i < steps; i++) {
      seen[i] = counter.getAndIncrement();
    }
    other.join();
    return Arrays.toString(seen);
  }
}
