// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import org.jetbrains.kotlinx.lincheck.runner.Runner;
import org.jetbrains.kotlinx.lincheck.strategy.managed.ManagedStrategySettings;
import org.jetbrains.lincheck.trace.TraceContext;
import sun.nio.ch.lincheck.ThreadDescriptor;

/** Notes what threads do to each other: monitors, permits, interrupts, starts and ends. */
abstract class BlockingSteps extends ReducedStrategy {

  /** Where in the code a thread last was about to enter a monitor, or to park. */
  private final int[] lockedAt = new int[Tree.THREADS];

  private final int[] parkedAt = new int[Tree.THREADS];

  BlockingSteps(
      Runner runner,
      ManagedStrategySettings settings,
      TraceContext context,
      Tree tree,
      int spurious) {
    super(runner, settings, context, tree, spurious);
  }

  // Each of these runs in an ignored section from its first line to its last: Lincheck instruments
  // what it is written with too, once a scenario uses that.

  /** Lincheck decides here, where it does not say which monitor; {@link #lock} does. */
  @Override
  public void beforeLock(ThreadDescriptor thread, int code) {
    lockedAt[current()] = code;
  }

  @Override
  public void lock(ThreadDescriptor thread, Object monitor) {
    thread.enterIgnoredSection();
    try {
      if (!holds.isInside(current(), monitor)) {
        waits(Wait.MONITOR, monitor);
        switchPoint();
        goesOn();
        film(lockedAt[current()], "enters a monitor");
        enter(monitor);
      }
      holds.enter(current(), monitor, 1);
      super.lock(thread, monitor);
    } finally {
      thread.leaveIgnoredSection();
    }
  }

  @Override
  public void unlock(ThreadDescriptor thread, int code, Object monitor) {
    thread.enterIgnoredSection();
    try {
      if (holds.leave(monitor)) {
        film(code, "leaves a monitor");
        leave(monitor);
      }
      super.unlock(thread, code, monitor);
    } finally {
      thread.leaveIgnoredSection();
    }
  }

  private void enter(Object monitor) {
    if (inStep()) {
      long where = Where.of(Where.Kind.MONITOR, names.of(monitor));
      tree.step().entered(where);
      races.acquire(current(), where);
    }
  }

  private void leave(Object monitor) {
    if (inStep()) {
      long where = Where.of(Where.Kind.MONITOR, names.of(monitor));
      tree.step().left(where);
      races.release(current(), where);
    }
  }

  @Override
  public void wait(ThreadDescriptor thread, Object monitor, boolean timed) {
    thread.enterIgnoredSection();
    try {
      if (timed) {
        throw new IllegalStateException("no timed wait where all is explored: inject the pause");
      }
      int held = holds.leaveAll(monitor);
      leave(monitor);
      notified[current()] = false;
      waits(Wait.NOTIFICATION, monitor);
      super.wait(thread, monitor, false);
      goesOn();
      holds.enter(current(), monitor, held);
      enter(monitor);
      if (inStep()) {
        tree.step().needsToo = notification(monitor, current());
      }
    } finally {
      thread.leaveIgnoredSection();
    }
  }

  @Override
  public void notify(ThreadDescriptor thread, int code, Object monitor, boolean all) {
    thread.enterIgnoredSection();
    try {
      if (inStep()) {
        for (int t = 0; t < Tree.THREADS; t++) {
          if (wait[t] == Wait.NOTIFICATION && awaited[t] == monitor && !notified[t]) {
            notified[t] = true;
            tree.step().made(notification(monitor, t));
          }
        }
      }
      film(code, all ? "notifies all" : "notifies one");
      super.notify(thread, code, monitor, all);
    } finally {
      thread.leaveIgnoredSection();
    }
  }

  /** No place that is accessed: who waits, notifies and wakes is ordered by the monitor. */
  private long notification(Object monitor, int thread) {
    return Where.of(Where.Kind.NOTIFICATION, names.of(monitor), thread);
  }

  // ---- park

  @Override
  public void beforePark(ThreadDescriptor thread, int code) {
    thread.enterIgnoredSection();
    try {
      parks(current());
      waits(Wait.PERMIT, null);
      parkedAt[current()] = code;
      super.beforePark(thread, code);
      goesOn();
      film(code, "parks and goes on");
    } finally {
      thread.leaveIgnoredSection();
    }
  }

  @Override
  public void park(ThreadDescriptor thread, int code) {
    thread.enterIgnoredSection();
    try {
      if (!inStep() || !wakesForNoReason()) {
        super.park(thread, code);
      }
    } finally {
      thread.leaveIgnoredSection();
    }
  }

  /** Notes what a park is, which was chosen because it does not wait; true if it is spurious. */
  private boolean wakesForNoReason() {
    int me = current();
    boolean interrupted = Thread.currentThread().isInterrupted();
    boolean spurious = !permit[me] && !interrupted || tree.secondWay();
    long permitOfMe = Where.of(Where.Kind.PERMIT, me);
    long flag = Where.of(Where.Kind.INTERRUPT, me);
    Step step = tree.step();
    step.footprint.add(flag, false);
    step.footprint.add(permitOfMe, !spurious && !interrupted);
    if (spurious) {
      spuriousLeft[me]--;
    } else if (!interrupted) {
      step.needs = permitOfMe;
      permit[me] = false;
    } else if (!permit[me]) {
      step.needs = flag;
    }
    return spurious;
  }

  @Override
  public void unpark(ThreadDescriptor thread, int code, Thread unparked) {
    thread.enterIgnoredSection();
    try {
      parks(current());
      switchPoint(); // Lincheck has none: to it, this goes with the access before
      if (inStep()) {
        int t = getThreadScheduler().getThreadId(unparked);
        long where = Where.of(Where.Kind.PERMIT, t);
        tree.step().footprint.add(where, true);
        if (!permit[t]) {
          tree.step().made(where);
        }
        permit[t] = true;
        film(code, "unparks thread " + t);
      }
      super.unpark(thread, code, unparked);
    } finally {
      thread.leaveIgnoredSection();
    }
  }

  /** A thread's flag is read or written: neither is a switch point to Lincheck. */
  void interruptFlag(Thread of, boolean set, boolean clear) {
    switchPoint();
    if (!inStep()) {
      return;
    }
    boolean was = of.isInterrupted();
    long where = Where.of(Where.Kind.INTERRUPT, getThreadScheduler().getThreadId(of));
    Step step = tree.step();
    step.footprint.add(where, set || clear && was);
    if (set) {
      races.release(current(), where);
      if (!was) {
        step.made(where);
      }
    } else if (was) {
      races.acquire(current(), where);
    }
  }

  // ---- threads

  @Override
  public void beforeThreadStart(ThreadDescriptor thread, Thread started, ThreadDescriptor its) {
    thread.enterIgnoredSection();
    try {
      super.beforeThreadStart(thread, started, its);
      int t = getThreadScheduler().getThreadId(started);
      if (t >= Tree.THREADS || current() != 0) {
        throw new IllegalStateException(
            "only the first thread may start others, " + (Tree.THREADS - 1) + " at most");
      }
      if (inStep()) {
        tree.step().started |= 1 << t;
      }
      races.start(current(), t);
      filmStarts(t, started);
    } finally {
      thread.leaveIgnoredSection();
    }
  }

  @Override
  public void onThreadJoin(ThreadDescriptor thread, Thread joined, boolean timed) {
    thread.enterIgnoredSection();
    try {
      if (timed) {
        throw new IllegalStateException("no timed join where all is explored");
      }
      waits(Wait.END, joined);
      switchPoint();
      goesOn();
      super.onThreadJoin(thread, joined, false);
      if (inStep()) {
        awaitEnd(joined);
        long where = Where.of(Where.Kind.END, getThreadScheduler().getThreadId(joined));
        tree.step().footprint.add(where, false);
        tree.step().needs = where;
        races.acquire(current(), where);
        film(0, "joins thread " + getThreadScheduler().getThreadId(joined));
      }
    } finally {
      thread.leaveIgnoredSection();
    }
  }

  /**
   * The thread has had its last step, but may not be gone yet. An interrupted thread that joins it
   * then gets an exception, or not: which the search does not decide, and so chance must not.
   */
  private static void awaitEnd(Thread joined) {
    while (joined.isAlive()) {
      Thread.yield();
    }
  }

  @Override
  public void onThreadFinish(int t) {
    ThreadDescriptor thread = ThreadDescriptor.getCurrentThreadDescriptor();
    thread.enterIgnoredSection();
    try {
      if (inStep()) {
        long where = Where.of(Where.Kind.END, t);
        tree.step().footprint.add(where, true);
        tree.step().made(where);
        races.release(t, where);
      }
      super.onThreadFinish(t);
    } finally {
      thread.leaveIgnoredSection();
    }
  }

  @Override
  public void afterThreadRunException(ThreadDescriptor thread, Throwable thrown) {
    if (uncaught == null) {
      uncaught = thrown;
    }
    super.afterThreadRunException(thread, thrown);
  }

  /** In a deadlock: what each thread that has not ended waits for. */
  String waiting() {
    StringBuilder text = new StringBuilder();
    for (int t : getThreadScheduler().getRegisteredThreadIds()) {
      String waits =
          switch (wait[t]) {
            case NO -> "";
            case MONITOR -> "for a monitor, " + context.stackTrace(lockedAt[t]);
            case NOTIFICATION -> "to be notified";
            case PERMIT -> "to be unparked, " + context.stackTrace(parkedAt[t]);
            case END ->
                "for the end of thread " + getThreadScheduler().getThreadId((Thread) awaited[t]);
          };
      text.append(waits.isEmpty() ? "" : "thread " + t + " waits " + waits + "; ");
    }
    return text + "nobody can go on";
  }
}
