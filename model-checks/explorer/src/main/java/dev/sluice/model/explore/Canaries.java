// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.util.ArrayList;
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
   * @param scenario the program
   * @param caught whether a search found it
   * @param stock whether Lincheck's own search can find it: it does not look for data races
   * @param unreduced whether the search of all schedules takes no longer than a moment
   */
  record Canary(
      String name,
      Scenario scenario,
      Predicate<Exploration> caught,
      boolean stock,
      boolean unreduced) {

    Canary(String name, Scenario scenario, Predicate<Exploration> caught, boolean stock) {
      this(name, scenario, caught, stock, true);
    }

    /** Whether this search can find it. */
    boolean isFor(Search search) {
      return switch (search) {
        case STOCK -> stock;
        case REDUCED -> true;
        case UNREDUCED -> unreduced;
      };
    }

    /** Whether this search finds it, parking exactly. */
    boolean isCaughtBy(Search search) {
      return caught.test(Explorer.explore(scenario, Mode.of(search), Limits.schedules(5_000)));
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
    List<Canary> all = new ArrayList<>(told());
    Unseen.all()
        .forEach(
            (says, body) ->
                all.add(
                    new Canary(
                        "a call that is not seen: " + says,
                        Scenario.racy("canary: " + says, body),
                        says(says),
                        false,
                        false)));
    return all;
  }

  private static List<Canary> told() {
    return List.of(
        behaves("a racy counter", Canaries::racyCounter, saw("1", "2")),
        behaves("an object captured by a lambda", Canaries::captured, saw("1", "2")),
        behaves("a missing unpark", Canaries::missingUnpark, failed("deadlock")),
        behaves("a thread left parked", Canaries::leftParked, failed("left parked")),
        behaves("a second thread that is scheduled", Canaries::twoThreads, saw("0", "1", "2")),
        behaves("an exception in a thread", Canaries::threadDies, failed("exception")),
        behaves("a missing notify", () -> Waits.waitAndNotify(false, false), failed("deadlock")),
        timed("a missing notify of a timed wait", true, "deadlock: "),
        timed("a timed wait where time goes on", false, "no timed wait"),
        refused("parkNanos", () -> Waits.parkNanos()),
        refused("sleep", () -> Waits.sleep()),
        interrupts("a wait", () -> Interrupts.ofWait(), saw("interrupted")),
        interrupts(
            "a wait that is notified",
            () -> Interrupts.ofNotified(),
            saw("interrupted", "notified", "notified, flag")),
        interrupts("a join", () -> Interrupts.ofJoin(), saw("interrupted")),
        interrupts("a permit", () -> Interrupts.permitTaken(), failed("deadlock")),
        interrupts("notify of two", () -> Interrupts.notifyOfTwo(), says("which of 2 threads")),
        behaves("a thread that is not started", () -> Waits.notStarted(), saw("1"), false),
        behaves(
            "a thread that starts another",
            () -> Waits.startsAnother(),
            says("only the first thread may start others"),
            false),
        races("a racy counter", Canaries::racyCounter),
        races("a plain publication", () -> Publications.plainPublication()),
        races("a plain read beside a volatile write", () -> Publications.plainRead()),
        races("a plain field that only unpark publishes", () -> Publications.unparkPublishes()),
        races("an object that escapes through a list", () -> Publications.escapes()),
        races("Dekker by release", () -> Releases.dekker(true)),
        released("Dekker", () -> Releases.dekker(false), "00", "01", "10"),
        released("store buffering", () -> Releases.storeBuffering(false, false), "01", "10", "11"),
        released("a buffer", () -> Releases.storeBuffering(true, false), "00", "01", "10", "11"),
        released("a fence", () -> Releases.storeBuffering(true, true), "01", "10", "11"),
        released("an updater", () -> Releases.places(0), "00", "01", "10", "11"),
        released("a handle", () -> Releases.places(1), "00", "01", "10", "11"),
        released("a cell", () -> Releases.places(2), "00", "01", "10", "11"),
        released("two in order", () -> Releases.inOrder(true), "00", "01", "03"),
        released("one behind a volatile write", () -> Releases.inOrder(false), "00", "01", "03"),
        released("its own read", () -> Releases.ownRead(), "30"),
        released("coherence", () -> Releases.coherence(), "00", "01", "02", "04", "05", "08"),
        released("then compare-and-set", () -> Releases.thenCompareAndSet(), "10", "11", "12"),
        released("message passing", () -> Releases.messagePassing(), "01", "02"),
        released("a lock", () -> Publications.leftByRelease(), "1", "2"),
        released("unlock and look", () -> Releases.unlockAndLook(false), ""),
        behaves(
            "unlock by release", () -> Releases.unlockAndLook(true), failed("deadlock"), false));
  }

  /** Writes with release: all that they can do, no race, and an end. */
  private static Canary released(String name, Callable<String> body, String... outcomes) {
    Predicate<Exploration> all = saw(outcomes);
    return new Canary(
        "all of release: " + name,
        Scenario.of("canary: release: " + name, body),
        e -> e.exhausted() && all.test(e),
        false,
        false);
  }

  private static Canary behaves(String name, Callable<String> body, Predicate<Exploration> caught) {
    return behaves(name, body, caught, !name.contains("exception"));
  }

  private static Canary behaves(
      String name, Callable<String> body, Predicate<Exploration> caught, boolean stock) {
    return new Canary(name, Scenario.racy("canary: " + name, body), caught, stock);
  }

  /** The stock search refuses nothing. */
  private static Canary timed(String name, boolean standsStill, String says) {
    Scenario scenario =
        Scenario.racy("canary: " + name, () -> Waits.waitAndNotify(true, !standsStill));
    return new Canary(
        name, standsStill ? scenario.whereTimeStandsStill() : scenario, says(says), standsStill);
  }

  private static Canary refused(String method, Callable<String> body) {
    Scenario scenario = Scenario.of("canary: " + method, body).whereTimeStandsStill();
    return new Canary("a " + method, scenario, says("no timed " + method), false);
  }

  private static Canary interrupts(
      String name, Callable<String> body, Predicate<Exploration> caught) {
    Scenario scenario = Scenario.of("canary: interrupt: " + name, body);
    return new Canary("an interrupt of " + name, scenario, caught, false);
  }

  private static Canary races(String name, Callable<String> body) {
    Scenario scenario = Scenario.of("canary, its race: " + name, body);
    return new Canary("the race of " + name, scenario, failed(Exploration.RACE), false);
  }

  private static Predicate<Exploration> saw(String... outcomes) {
    return e ->
        e.failure().isEmpty() && List.copyOf(e.outcomes().keySet()).equals(List.of(outcomes));
  }

  private static Predicate<Exploration> failed(String kind) {
    return e -> e.failure().filter(f -> f.kind().contains(kind)).isPresent();
  }

  private static Predicate<Exploration> says(String words) {
    return e -> e.failure().filter(f -> f.text().contains(words)).isPresent();
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

  private static String threadDies() throws InterruptedException {
    Thread other =
        new Thread(
            () -> {
              throw new IllegalStateException("meant");
            });
    other.setUncaughtExceptionHandler((thread, meant) -> {});
    other.start();
    other.join();
    return "";
  }
}
