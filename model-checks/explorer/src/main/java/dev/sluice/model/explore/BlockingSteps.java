// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import org.jetbrains.kotlinx.lincheck.runner.Runner;
import org.jetbrains.kotlinx.lincheck.strategy.managed.ManagedStrategySettings;
import org.jetbrains.lincheck.descriptors.MethodDescriptor;
import org.jetbrains.lincheck.trace.TraceContext;
import sun.nio.ch.lincheck.ThreadDescriptor;

/** Notes what else threads do to each other: permits, interrupts, starts and ends. */
abstract class BlockingSteps extends MonitorSteps {

  /** Where in the code a thread last was about to park. */
  private final int[] parkedAt = new int[Tree.THREADS];

  BlockingSteps(
      Runner runner,
      ManagedStrategySettings settings,
      TraceContext context,
      Scenario scenario,
      Tree tree,
      int spurious) {
    super(runner, settings, context, scenario, tree, spurious);
  }

  // ---- park; each of these is an ignored section, too

  @Override
  public void beforePark(ThreadDescriptor thread, int code) {
    thread.enterIgnoredSection();
    try {
      fence();
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
    step.footprint.add(permitOfMe, !spurious && permit[me]);
    if (spurious) {
      spuriousLeft[me]--;
    } else if (permit[me]) {
      step.needs = interrupted ? Step.NOTHING : permitOfMe;
      permit[me] = false;
      if (interrupted) { // HotSpot takes the permit before it looks at the flag; Lincheck does not
        getParkingTracker().park(me);
        getParkingTracker().waitUnpark(me, false);
      }
    } else {
      step.needs = flag;
    }
    return spurious;
  }

  @Override
  public void unpark(ThreadDescriptor thread, int code, Thread unparked) {
    thread.enterIgnoredSection();
    try {
      if (getThreadScheduler().getThreadId(unparked) < 0) {
        return; // it was not started: no effect
      }
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

  /** A method is called: one that has to do with the flag is a step. */
  void interruptFlag(MethodDescriptor method, Object receiver) {
    if (!"java.lang.Thread".equals(method.getClassName().replace('/', '.'))) {
      return;
    }
    switch (method.getMethodName()) {
      case "interrupt" -> interruptFlag((Thread) receiver, true, false);
      case "isInterrupted" -> interruptFlag((Thread) receiver, false, false);
      case "interrupted" -> interruptFlag(Thread.currentThread(), false, true);
      default -> {}
    }
  }

  /** A thread's flag is read or written: neither is a switch point to Lincheck. */
  private void interruptFlag(Thread of, boolean set, boolean clear) {
    if (set) {
      fence();
    }
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
      fence();
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
        throw Clock.refused("join");
      }
      if (getThreadScheduler().getThreadId(joined) < 0) {
        return; // it was not started: there is nothing to wait for
      }
      waits(Wait.END, joined);
      switchPoint();
      goesOn();
      if (Thread.currentThread().isInterrupted()
          && inStep()
          && (!hasEnded(joined) || tree.secondWay())) {
        long end = Where.of(Where.Kind.END, getThreadScheduler().getThreadId(joined));
        tree.step().footprint.add(end, false);
        tree.step().needs =
            hasEnded(joined) ? Step.NOTHING : Where.of(Where.Kind.INTERRUPT, current());
        tree.step().either = hasEnded(joined);
        interrupted();
      }
      super.onThreadJoin(thread, joined, false);
      if (inStep()) {
        awaitEnd(joined);
        looksAtFlag();
        tree.step().either = Thread.currentThread().isInterrupted();
        long where = Where.of(Where.Kind.END, getThreadScheduler().getThreadId(joined));
        tree.step().footprint.add(where, false);
        tree.step().needs = tree.step().either ? Step.NOTHING : where;
        races.acquire(current(), where);
        film(0, "joins thread " + getThreadScheduler().getThreadId(joined));
      }
    } finally {
      thread.leaveIgnoredSection();
    }
  }

  /** The thread has had its last step, but may not be gone yet, which chance must not decide. */
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
      fence();
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
    if (uncaught == null && !getThreadScheduler().isAborted(current())) {
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
