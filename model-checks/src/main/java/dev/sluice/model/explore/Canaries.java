// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Broken programs: a search that does not find what is wrong with one is blind, its runs void. */
final class Canaries {

  /**
   * One of them.
   *
   * @param name what is wrong with it
   * @param body the program
   * @param caught whether a search found it
   */
  record Canary(String name, Callable<String> body, Predicate<Exploration> caught) {

    /** Whether this search finds it, parking exactly. */
    boolean isCaughtBy(Search search) {
      return caught.test(
          Explorer.explore(
              Scenario.of("canary: " + name, body), search, Park.EXACT, Limits.schedules(1_000)));
    }
  }

  /** A plain counter, shared through a static field. */
  private static int racy;

  private static final class Counter {
    int value;

    void increment() {
      value++;
    }
  }

  private Canaries() {}

  static List<Canary> all() {
    return List.of(
        new Canary("a racy counter", Canaries::racyCounter, saw("1", "2")),
        new Canary("an object captured by a lambda", Canaries::captured, saw("1", "2")),
        new Canary("a missing unpark", Canaries::missingUnpark, failed("Deadlock")),
        new Canary("a thread left parked", Canaries::leftParked, failed("left parked")),
        new Canary("a second thread that is scheduled", Canaries::twoThreads, saw("0", "1", "2")));
  }

  private static Predicate<Exploration> saw(String... outcomes) {
    return e ->
        e.failure().isEmpty() && List.copyOf(e.outcomes().keySet()).equals(List.of(outcomes));
  }

  private static Predicate<Exploration> failed(String kind) {
    return e -> e.failure().filter(f -> f.kind().contains(kind)).isPresent();
  }

  private static String racyCounter() throws InterruptedException {
    racy = 0;
    Thread other = new Thread(() -> racy++);
    other.start();
    racy++;
    other.join();
    return "" + racy;
  }

  private static String captured() throws InterruptedException {
    Counter counter = new Counter();
    Thread other = new Thread(() -> counter.increment());
    other.start();
    counter.increment();
    other.join();
    return "" + counter.value;
  }

  private static String missingUnpark() throws InterruptedException {
    AtomicBoolean done = new AtomicBoolean();
    Thread other =
        new Thread(
            () -> {
              while (!done.get()) {
                LockSupport.park();
              }
            });
    other.start();
    done.set(true);
    other.join();
    return "";
  }

  private static String leftParked() {
    Thread other = new Thread(() -> LockSupport.park());
    other.start();
    return "";
  }

  private static String twoThreads() throws InterruptedException {
    Counter counter = new Counter();
    Thread other =
        new Thread(
            () -> {
              counter.value = 1;
              counter.value = 2;
            });
    other.start();
    int seen = counter.value;
    other.join();
    return "" + seen;
  }
}
