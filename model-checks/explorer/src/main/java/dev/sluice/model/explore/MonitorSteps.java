// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import org.jetbrains.kotlinx.lincheck.runner.Runner;
import org.jetbrains.kotlinx.lincheck.strategy.managed.ManagedStrategySettings;
import org.jetbrains.lincheck.trace.TraceContext;
import sun.nio.ch.lincheck.ThreadDescriptor;

/** Notes what threads do with monitors. */
abstract class MonitorSteps extends StoreSteps {

  /** Where in the code a thread last was about to enter a monitor. */
  final int[] lockedAt = new int[Tree.THREADS];

  MonitorSteps(
      Runner runner,
      ManagedStrategySettings settings,
      TraceContext context,
      Scenario scenario,
      Tree tree,
      int spurious) {
    super(runner, settings, context, scenario, tree, spurious);
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
        fence();
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
      fence();
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
      if (timed && !scenario.timeStandsStill()) {
        throw Clock.refused("wait, unless time stands still,");
      }
      fence();
      looksAtFlag();
      if (Thread.currentThread().isInterrupted()) {
        interrupted();
      }
      int held = holds.leaveAll(monitor);
      leave(monitor);
      notified[current()] = false;
      waits(Wait.NOTIFICATION, monitor);
      boolean interrupted = isInterruptedIn(() -> super.wait(thread, monitor, false));
      goesOn();
      holds.enter(current(), monitor, held);
      enter(monitor);
      wakes(monitor, interrupted);
    } finally {
      thread.leaveIgnoredSection();
    }
  }

  /** Waits; true if that ended by an interrupt. */
  private boolean isInterruptedIn(Runnable waits) {
    try {
      waits.run();
      return false;
    } catch (Throwable thrown) { // Kotlin's code does not declare it
      if (thrown instanceof InterruptedException) {
        return true;
      }
      throw thrown;
    }
  }

  /** Notes why a wait ends; one that was both notified and interrupted may end as either. */
  private void wakes(Object monitor, boolean interrupted) {
    int me = current();
    if (!interrupted) {
      looksAtFlag();
      needsToo(notification(monitor, me));
    } else if (notified[me] && inStep() && tree.secondWay()) {
      looksAtFlag();
      eitherWay(true);
      Thread.currentThread().interrupt(); // as it was: Lincheck has cleared it
    } else {
      needsToo(notified[me] ? Step.NOTHING : Where.of(Where.Kind.INTERRUPT, me));
      eitherWay(notified[me]);
      interrupted();
    }
  }

  private void eitherWay(boolean either) {
    if (inStep()) {
      tree.step().either = either;
    }
  }

  private void needsToo(long where) {
    if (inStep()) {
      tree.step().needsToo = where;
    }
  }

  @Override
  public void notify(ThreadDescriptor thread, int code, Object monitor, boolean all) {
    thread.enterIgnoredSection();
    try {
      if (inStep()) {
        refuseChoice(monitor, all);
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

  /** Lincheck wakes all of them, and which one Java wakes is not explored. */
  private void refuseChoice(Object monitor, boolean all) {
    int waiting = 0;
    for (int t = 0; t < Tree.THREADS; t++) {
      waiting += wait[t] == Wait.NOTIFICATION && awaited[t] == monitor && !notified[t] ? 1 : 0;
    }
    if (!all && waiting > 1) {
      throw new IllegalStateException(
          "which of " + waiting + " threads notify wakes is not explored: use notifyAll");
    }
  }

  /** No place that is accessed: who waits, notifies and wakes is ordered by the monitor. */
  private long notification(Object monitor, int thread) {
    return Where.of(Where.Kind.NOTIFICATION, names.of(monitor), thread);
  }
}
