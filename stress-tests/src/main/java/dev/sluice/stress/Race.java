// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.locks.LockSupport;

/**
 * The actors of one sample, watched: turns a lost wake-up into an outcome.
 *
 * <p>A wake-up that is lost would hang the run. But each wait of the kernel looks at its condition
 * again when it is woken for no reason. So a thread that is left waiting while everybody who could
 * wake it has left, or waits as well, is woken from outside: if it gets out, a wake-up was lost,
 * and its sample says so. If it does not, the protocol is stuck: the process ends with a dump of
 * its threads, which is a failure of the test.
 *
 * <p>There is no deadline in this judgement: a thread that is merely late is not inside a wait
 * while all others are gone. The two seconds that the watch lets pass only leave time for a wake-up
 * under way. In a monitor there is none: whoever was notified no longer waits, it is blocked. There
 * the watch must not be patient either, as a gate that closes looks again after 100 ms by itself,
 * to warn, and would hide that nobody woke it.
 */
final class Race {
  /** The outcome of an actor that was rescued. */
  static final String LOST = "LOST";

  private static final AtomicIntegerFieldUpdater<Race> INSIDE =
      AtomicIntegerFieldUpdater.newUpdater(Race.class, "inside");

  private static final AtomicIntegerFieldUpdater<Race> ARRIVED =
      AtomicIntegerFieldUpdater.newUpdater(Race.class, "arrived");

  /** A thread that is waited for may have no processor. */
  private static final int SPINS = 1_000;

  private static boolean turn;

  /** How many actors have not left yet, those included that have not entered. */
  private volatile int inside;

  private volatile int arrived;

  /** How many actors wait for each other when they enter; 0: none does. */
  private int meeting;

  private volatile boolean rescued;

  Race(int actors) {
    inside = actors;
  }

  /**
   * A race whose actors begin at the same moment in every other sample. Where the first step is
   * what they race for, that is where to look; left alone they drift apart by more than it takes.
   */
  static Race meeting(int actors) {
    Race race = new Race(actors);
    race.meeting = turn ? actors : 0;
    turn = !turn;
    return race;
  }

  /** The calling actor begins. */
  void enter() {
    Watch.MINE.get().race = this;
    if (meeting > 0) {
      ARRIVED.incrementAndGet(this);
      for (int i = 0; arrived < meeting; i++) {
        pause(i);
      }
    }
  }

  /** One turn of a loop that waits for another actor. */
  static void pause(int turn) {
    if (turn < SPINS) {
      Thread.onSpinWait();
    } else {
      Thread.yield();
    }
  }

  /** The calling actor is done. True if it, or another one, was rescued from a lost wake-up. */
  boolean leave() {
    Watch.MINE.get().race = null;
    INSIDE.decrementAndGet(this);
    if (rescued) {
      Thread.interrupted(); // it may have been woken by an interrupt
      return true;
    }
    return false;
  }

  /** The calling actor is done, and reports the outcome, or that it slept through its wake-up. */
  Object leave(Object outcome) {
    return leave() ? LOST : outcome;
  }

  /** After all actors: an arbiter that may wait is watched as well. */
  void arbitrate() {
    inside = 1;
    meeting = 0;
    enter();
  }

  /** Whether a thread sits in a wait: of the kernel, as nothing else in a sample waits. */
  static boolean parked(Thread thread) {
    if (thread == null) {
      return false;
    }
    Thread.State state = thread.getState();
    return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
  }

  /** The same, as a word for an outcome. */
  static String state(Thread thread) {
    return parked(thread) ? "PARKED" : "RUNNING";
  }

  /** One for each actor's thread. */
  private static final class Watch {
    private static final Set<Watch> ALL = ConcurrentHashMap.newKeySet();
    private static final ThreadLocal<Watch> MINE = ThreadLocal.withInitial(Watch::new);

    private static final int TICK_MILLIS = 20;
    private static final int PATIENCE = 100;
    private static final int PATIENCE_IN_A_MONITOR = 3;
    private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(6);

    static {
      Thread watcher = new Thread(Watch::watch, "race-watch");
      watcher.setDaemon(true);
      watcher.start();
    }

    private final Thread thread = Thread.currentThread();

    /** Volatile, so that the watcher is not fooled; a few nanoseconds for each sample. */
    private volatile Race race;

    // Of the watcher.
    private Race before;
    private int looks;
    private long since;

    private Watch() {
      ALL.add(this);
    }

    private static void watch() {
      int patience = PATIENCE;
      for (; ; ) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(patience == 1 ? 5 : TICK_MILLIS));
        ALL.removeIf(w -> !w.thread.isAlive());
        for (Watch w : ALL) {
          if (w.look() >= (w.inMonitor() ? Math.min(patience, PATIENCE_IN_A_MONITOR) : patience)) {
            w.before.rescued = true;
            w.wake();
            patience = 1; // one is proven: the others need not cost two seconds each
          }
        }
      }
    }

    /** For how many looks in a row this thread has been in the same hopeless wait. */
    private int look() {
      Race now = race;
      if (now == null || now != before || !now.hopeless()) {
        before = now;
        looks = 0;
        since = System.nanoTime();
      } else {
        looks++;
        if (System.nanoTime() - since > STUCK_NANOS) {
          die();
        }
      }
      return looks;
    }

    private void wake() {
      LockSupport.unpark(thread);
      if (inMonitor()) {
        thread.interrupt();
      }
    }

    private boolean inMonitor() {
      return LockSupport.getBlocker(thread) == null;
    }

    private static void die() {
      System.out.println("STUCK: the actors wait for each other, and waking them does not help");
      Thread.getAllStackTraces()
          .forEach(
              (thread, stack) -> {
                System.out.println(thread + " " + thread.getState());
                for (StackTraceElement e : stack) {
                  System.out.println("    at " + e);
                }
              });
      System.out.flush();
      Runtime.getRuntime().halt(86);
    }
  }

  /** Whether each actor that has not left sits in a wait. */
  private boolean hopeless() {
    int waiting = 0;
    for (Watch w : Watch.ALL) {
      if (w.race == this && parked(w.thread)) {
        waiting++;
      }
    }
    return waiting > 0 && waiting == inside;
  }
}
