// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.util.concurrent.atomic.AtomicInteger;

/** One step of each of two threads, between calls that are ignored: two schedules, no more. */
final class IgnoredCalls {

  /** Does all that would be steps, and what only the first thread may do. */
  static final class Aside {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static Thread background;

    Aside() {
      COUNT.incrementAndGet();
    }

    void note() {
      COUNT.incrementAndGet();
      Inner.start();
    }

    private static final class Inner {
      static void start() {
        synchronized (COUNT) {
          if (background == null) {
            background = new Thread(() -> count(), "counts aside");
            background.setDaemon(true);
            background.start();
          }
        }
      }

      private static void count() {
        synchronized (COUNT) {
          COUNT.incrementAndGet();
        }
      }
    }
  }

  private IgnoredCalls() {}

  static Scenario ignoring(Scenario scenario) {
    return scenario.ignoring(Aside.class.getName());
  }

  static String run() throws InterruptedException {
    AtomicInteger counter = new AtomicInteger();
    Aside aside = new Aside();
    int[] seen = new int[2];
    Thread one = new Thread(() -> seen[0] = count(counter, aside));
    Thread other = new Thread(() -> seen[1] = count(counter, aside));
    Calibrations.run(one, other);
    return seen[0] + " " + seen[1];
  }

  private static int count(AtomicInteger counter, Aside aside) {
    aside.note();
    int seen = counter.getAndIncrement();
    new Aside().note();
    return seen;
  }
}
