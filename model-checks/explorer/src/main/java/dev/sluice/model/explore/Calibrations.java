// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.UnaryOperator;

/** Programs whose number of outcomes is known: a search must find exactly so many, and end. */
final class Calibrations {

  /**
   * One of them.
   *
   * @param scenario what it does
   * @param outcomes how many it has
   * @param schedules how many schedules the reduction may need: so many differ in more than the
   *     order of independent steps
   * @param small whether the searches without reduction end on it in a second or so
   */
  record Calibration(Scenario scenario, int outcomes, int schedules, boolean small) {

    /** Explores it. */
    Exploration with(Search search) {
      return Explorer.explore(scenario, Mode.of(search), Limits.schedules(100_000));
    }

    /** Whether this search is to be tried on it. */
    boolean isFor(Search search) {
      return small || search == Search.REDUCED;
    }

    /** Whether it was found to be what it is. */
    boolean isMetBy(Exploration e) {
      return e.exhausted()
          && e.failure().isEmpty()
          && e.outcomes().size() == outcomes
          && (e.mode().search() != Search.REDUCED || e.schedules() - e.repeated() == schedules);
    }
  }

  private Calibrations() {}

  static List<Calibration> all() {
    return List.of(
        of("1 against 1 increment", 2, 2, true, () -> count(1, 1)),
        of("2 against 2 increments", 6, 6, false, () -> count(2, 2)),
        of("3 against 3 increments", 20, 20, false, () -> count(3, 3)),
        of("4 against 4 increments", 70, 70, false, () -> count(4, 4)),
        of("3 threads of 2 increments", 90, 90, false, () -> count(2, 2, 2)),
        of("independent threads", 1, 1, true, Calibrations::independent),
        of("two atomics in one object", 1, 1, true, Calibrations::twoFields),
        of("a field that two classes name", 2, 2, true, Calibrations::inherited),
        of("two cells of an array", 1, 1, true, () -> cells(0, 1)),
        of("one cell of an array", 3, 4, true, () -> cells(0, 0)),
        of("a compare-and-set that fails", 2, 2, true, Calibrations::compareAndSet),
        of("a join by an interrupted thread", 2, 175, false, Calibrations::interruptedJoin),
        of("2 against 2 entries of a monitor", 6, 6, false, Calibrations::monitor),
        of("wait and notify", 2, 2, true, () -> Waits.waitAndNotify(false, true)),
        of("wait for two to notify", 3, 8, false, () -> Waits.waitForTwo()),
        with(
            Scenario::whereTimeStandsStill,
            of("a timed wait and notify", 2, 2, true, () -> Waits.waitAndNotify(true, true))),
        of("park and unpark", 2, 2, true, () -> Waits.parkAndUnpark(false)),
        with(
            Scenario::whereTimeStandsStill,
            of(
                "a park between two looks at the clock",
                2,
                2,
                true,
                () -> Waits.parkAndUnpark(true))),
        with(
            IgnoredCalls::ignoring,
            of("calls that are ignored", 2, 2, true, () -> IgnoredCalls.run())));
  }

  private static Calibration of(
      String name, int outcomes, int schedules, boolean small, Callable<String> body) {
    return new Calibration(Scenario.racy("calibration: " + name, body), outcomes, schedules, small);
  }

  private static Calibration with(UnaryOperator<Scenario> rule, Calibration of) {
    return new Calibration(rule.apply(of.scenario), of.outcomes, of.schedules, of.small);
  }

  /** What the threads see says how they were interleaved: for two of n each, in C(2n, n) ways. */
  private static String count(int... steps) throws InterruptedException {
    AtomicInteger counter = new AtomicInteger();
    int[][] seen = new int[steps.length][];
    Thread[] threads = new Thread[steps.length];
    for (int t = 0; t < steps.length; t++) {
      int times = steps[t];
      int[] mine = new int[times];
      seen[t] = mine;
      threads[t] =
          new Thread(
              () -> {
                for (int i = 0; i < times; i++) {
                  mine[i] = counter.getAndIncrement();
                }
              });
    }
    run(threads);
    return Arrays.deepToString(seen);
  }

  static void run(Thread... threads) throws InterruptedException {
    for (Thread thread : threads) {
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static String independent() throws InterruptedException {
    AtomicInteger mine = new AtomicInteger();
    AtomicInteger its = new AtomicInteger();
    Thread one = new Thread(() -> mine.addAndGet(mine.incrementAndGet()));
    Thread other = new Thread(() -> its.addAndGet(its.incrementAndGet()));
    run(one, other);
    return mine + " " + its;
  }

  private static final class Two {
    static final AtomicIntegerFieldUpdater<Two> A =
        AtomicIntegerFieldUpdater.newUpdater(Two.class, "a");
    static final AtomicIntegerFieldUpdater<Two> B =
        AtomicIntegerFieldUpdater.newUpdater(Two.class, "b");
    volatile int a;
    volatile int b;
  }

  private static String twoFields() throws InterruptedException {
    Two two = new Two();
    Thread one = new Thread(() -> Two.A.addAndGet(two, Two.A.incrementAndGet(two)));
    Thread other = new Thread(() -> Two.B.addAndGet(two, Two.B.incrementAndGet(two)));
    run(one, other);
    return two.a + " " + two.b;
  }

  private static class Base {
    volatile int inherited;
  }

  private static final class Derived extends Base {}

  /** In the code this is {@code Derived.inherited} here and {@code Base.inherited} there. */
  private static String inherited() throws InterruptedException {
    Derived derived = new Derived();
    Base base = derived;
    Thread other = new Thread(() -> derived.inherited = 1);
    other.start();
    int seen = base.inherited;
    other.join();
    return "" + seen;
  }

  /** The increments make many schedules of it. */
  private static String interruptedJoin() {
    AtomicInteger counter = new AtomicInteger();
    Thread me = Thread.currentThread();
    Thread other =
        new Thread(
            () -> {
              me.interrupt();
              for (int i = 0; i < 4; i++) {
                counter.getAndIncrement();
              }
            });
    other.start();
    for (int i = 0; i < 4; i++) {
      counter.getAndIncrement();
    }
    int thrown = 0;
    for (boolean joined = false; !joined; ) {
      try {
        other.join();
        joined = true;
      } catch (InterruptedException e) {
        thrown++;
      }
    }
    return thrown + " " + Thread.interrupted();
  }

  /** Each writes its own value and reads: the other's, if that came between. */
  private static String cells(int first, int second) throws InterruptedException {
    int[] cells = new int[2];
    int[] seen = new int[2];
    Thread one =
        new Thread(
            () -> {
              cells[first] = 1;
              seen[0] = cells[first];
            });
    Thread other =
        new Thread(
            () -> {
              cells[second] = 2;
              seen[1] = cells[second];
            });
    run(one, other);
    return seen[0] + " " + seen[1];
  }

  private static String compareAndSet() throws InterruptedException {
    AtomicInteger winner = new AtomicInteger();
    Thread one = new Thread(() -> winner.compareAndSet(0, 1));
    Thread other = new Thread(() -> winner.compareAndSet(0, 2));
    run(one, other);
    return "" + winner;
  }

  private static String monitor() throws InterruptedException {
    Object monitor = new Object();
    int[] counter = new int[1];
    int[] seen = new int[4];
    Thread[] threads = new Thread[2];
    for (int t = 0; t < 2; t++) {
      int me = t;
      threads[t] =
          new Thread(
              () -> {
                for (int i = 0; i < 2; i++) {
                  synchronized (monitor) {
                    seen[2 * me + i] = counter[0]++;
                  }
                }
              });
    }
    run(threads);
    return seen[0] + " " + seen[1] + " " + seen[2] + " " + seen[3];
  }
}
