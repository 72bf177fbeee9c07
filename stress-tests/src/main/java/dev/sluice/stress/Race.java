// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches the actors of one sample, and turns a lost wake-up into an outcome.
 *
 * <p>A lost wake-up would hang the run. But each wait of the kernel looks at its condition again
 * when it is woken for no reason. So the watch looks for a thread that waits while all threads that
 * could wake it have left, or wait as well. The watch wakes this thread from outside. If the thread
 * gets out, a wake-up was lost, and its sample says so. If it does not, the protocol is stuck: the
 * process ends with a dump of its threads, and the test fails.
 *
 * <p>This judgement has no deadline: a thread that is only late is not inside a wait while all
 * others are gone. The two seconds that the watch lets pass leave time for a wake-up that is under
 * way. In a monitor no wake-up is under way: a thread that was notified is blocked, and no longer
 * waits. There the watch must not be patient. A gate that closes looks again after 100 ms by
 * itself, to warn, and so would hide that no thread woke it.
 */
final class Race {
  /** The outcome of an actor that was rescued. */
  static final String LOST = "LOST";

  private static final AtomicIntegerFieldUpdater<Race> INSIDE =
      AtomicIntegerFieldUpdater.newUpdater(Race.class, "inside");

  private static final AtomicIntegerFieldUpdater<Race> ARRIVED =
      AtomicIntegerFieldUpdater.newUpdater(Race.class, "arrived");

  /** How often an actor spins before it yields: the other actor may have no processor. */
  private static final int SPINS = 1_000;

  private static boolean turn;

  /** How many actors have not left yet. Actors that have not entered count too. */
  private volatile int inside;

  private volatile int arrived;

  /** How many actors wait for each other when they enter; 0 for none. */
  private int meeting;

  private volatile boolean rescued;

  Race(int actors) {
    inside = actors;
  }

  /**
   * Returns a race whose actors begin at the same moment in every other sample. This is for races
   * at the first step. Without it the actors drift apart by more than that step takes.
   */
  static Race meeting(int actors) {
    Race race = new Race(actors);
    race.meeting = turn ? actors : 0;
    turn = !turn;
    return race;
  }

  /** Says that the calling actor begins. */
  void enter() {
    Watch.MINE.get().race = this;
    if (meeting > 0) {
      ARRIVED.incrementAndGet(this);
      for (int i = 0; arrived < meeting; i++) {
        pause(i);
      }
    }
  }

  /** Takes one turn of a loop that waits for another actor. */
  static void pause(int turn) {
    if (turn < SPINS) {
      Thread.onSpinWait();
    } else {
      Thread.yield();
    }
  }

  /**
   * Says that the calling actor is done. Returns true if any actor was rescued from a lost wake-up.
   */
  boolean leave() {
    Watch.MINE.get().race = null;
    INSIDE.decrementAndGet(this);
    if (rescued) {
      Thread.interrupted(); // an interrupt may have woken it
      return true;
    }
    return false;
  }

  /** Says that the calling actor is done. Returns the outcome, or that a wake-up was lost. */
  Object leave(Object outcome) {
    return leave() ? LOST : outcome;
  }

  /** Watches an arbiter that may wait, after all actors. */
  void arbitrate() {
    inside = 1;
    meeting = 0;
    enter();
  }

  /** Tells whether a thread is in a wait of the kernel. Nothing else in a sample waits. */
  static boolean parked(Thread thread) {
    if (thread == null) {
      return false;
    }
    Thread.State state = thread.getState();
    return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
  }

  /** Tells the same by a word for an outcome. */
  static String state(Thread thread) {
    return parked(thread) ? "PARKED" : "RUNNING";
  }

  /** The watch of an actor's thread. */
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

    /**
     * Volatile, so that the watcher sees the present race. This costs a few nanoseconds for each
     * sample.
     */
    private volatile Race race;

    // The fields below belong to the watcher.
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
            patience = 1; // one lost wake-up is proven: the others need not cost two seconds each
          }
        }
      }
    }

    /** Returns for how many looks in a row this thread has been in the same hopeless wait. */
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

  /** Tells whether each actor that has not left is in a wait. */
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
