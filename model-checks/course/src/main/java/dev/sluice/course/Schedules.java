// SPDX-License-Identifier: Apache-2.0
package dev.sluice.course;

import dev.sluice.model.explore.Mode;
import dev.sluice.model.explore.Search;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Stream;

/** Chapter 11: one program, searched without the reduction and with it. */
final class Schedules {

  private Schedules() {}

  static List<Rung> ladder() {
    return Stream.of(both("each its own counter", 1), both("both the same counter", 0))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Rung> both(String name, int counter) {
    Rung reduced = Rung.sound(name + ", reduced", () -> count(counter));
    Rung all = Rung.sound(name + ", every schedule", () -> count(counter));
    return List.of(all.with(Mode.of(Search.UNREDUCED)), reduced);
  }

  /** Runs two threads. One has counter 0, the other has this one. */
  private static String count(int its) throws InterruptedException {
    AtomicIntegerArray counters = new AtomicIntegerArray(2);
    Thread other = new Thread(() -> twice(counters, its));
    other.start();
    String seen = twice(counters, 0);
    other.join();
    return seen;
  }

  /** Increments a counter twice, and returns its value before each increment. */
  private static String twice(AtomicIntegerArray counters, int mine) {
    return counters.getAndIncrement(mine) + " " + counters.getAndIncrement(mine);
  }
}
