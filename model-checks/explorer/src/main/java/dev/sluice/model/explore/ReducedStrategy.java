// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.util.BitSet;
import java.util.Optional;
import org.jetbrains.kotlinx.lincheck.runner.Runner;
import org.jetbrains.kotlinx.lincheck.strategy.managed.ManagedStrategy;
import org.jetbrains.kotlinx.lincheck.strategy.managed.ManagedStrategySettings;
import org.jetbrains.kotlinx.lincheck.strategy.managed.MemoryTracker;
import org.jetbrains.kotlinx.lincheck.strategy.managed.MonitorTracker;
import org.jetbrains.kotlinx.lincheck.strategy.managed.ObjectTracker;
import org.jetbrains.kotlinx.lincheck.strategy.managed.ParkingTracker;
import org.jetbrains.kotlinx.lincheck.strategy.managed.modelchecking.ModelCheckingMonitorTracker;
import org.jetbrains.kotlinx.lincheck.strategy.managed.modelchecking.ModelCheckingParkingTracker;
import org.jetbrains.lincheck.trace.TraceContext;
import sun.nio.ch.lincheck.ThreadDescriptor;

/**
 * The scheduling part of the reduction: asked by Lincheck's engine, before each access to something
 * shared, which thread goes on. What the accesses are is noted by {@link StoreSteps}, {@link
 * MonitorSteps}, {@link BlockingSteps} and {@link ReducedSearch}.
 *
 * <p>A thread that is about to do what it cannot do now (enter a monitor that is held, park without
 * a permit, join a thread that runs) is not offered to the search, so no step of a run is a failed
 * attempt.
 */
abstract class ReducedStrategy extends ManagedStrategy {

  /** How javac calls the fields with the tables of its switches. */
  private static final String SWITCH_TABLE = "$SwitchMap$";

  /** What a thread is about to do, if it can be made to wait there. */
  enum Wait {
    NO,
    MONITOR,
    NOTIFICATION,
    PERMIT,
    END
  }

  final TraceContext context;
  final Scenario scenario;
  final Tree tree;
  final Names names = new Names();
  final Races races;

  private final int spurious;
  private final Locals objects = new Locals();
  private final MonitorTracker monitors = new ModelCheckingMonitorTracker();
  private final ParkingTracker parking = new ModelCheckingParkingTracker(false);

  final Wait[] wait = new Wait[Tree.THREADS];
  final Object[] awaited = new Object[Tree.THREADS];
  final boolean[] notified = new boolean[Tree.THREADS];
  final boolean[] permit = new boolean[Tree.THREADS];
  final int[] spuriousLeft = new int[Tree.THREADS];
  final Holds holds = new Holds();

  /** Whether the next step of a thread needs all that it wrote to be seen. */
  final boolean[] fenced = new boolean[Tree.THREADS];

  /** Fields whose names were looked at, and those of them that hold the tables of switches. */
  private final BitSet known = new BitSet();

  private final BitSet switchTables = new BitSet();

  private int decided = -1;

  /** No thread can go on: what Lincheck does from here on, to find that out too, is no step. */
  private boolean stuck;

  Throwable uncaught;

  ReducedStrategy(
      Runner runner,
      ManagedStrategySettings settings,
      TraceContext context,
      Scenario scenario,
      Tree tree,
      int spurious) {
    super(runner, settings, false, context);
    this.context = context;
    this.scenario = scenario;
    races = new Races(context::stackTrace);
    this.tree = tree;
    this.spurious = spurious;
  }

  @Override
  protected ObjectTracker getObjectTracker() {
    return objects;
  }

  @Override
  protected MemoryTracker getMemoryTracker() {
    return null;
  }

  @Override
  protected MonitorTracker getMonitorTracker() {
    return monitors;
  }

  @Override
  protected ParkingTracker getParkingTracker() {
    return parking;
  }

  private boolean isSwitchTable(int field) {
    if (!known.get(field)) {
      known.set(field);
      String name = context.getFieldPool().get(field).getFieldName();
      switchTables.set(field, name.startsWith(SWITCH_TABLE));
    }
    return switchTables.get(field);
  }

  @Override
  public void afterReadField(
      ThreadDescriptor thread, int code, Object object, int id, Object value) {
    thread.enterIgnoredSection();
    try {
      if (isSwitchTable(id)) {
        objects.table(value);
      }
      super.afterReadField(thread, code, object, id, value);
    } finally {
      thread.leaveIgnoredSection();
    }
  }

  Optional<Throwable> uncaught() {
    return Optional.ofNullable(uncaught);
  }

  // ---- the search

  @Override
  public boolean nextInvocation() {
    return tree.next();
  }

  @Override
  protected void initializeInvocation() {
    super.initializeInvocation();
    tree.begin();
    names.clear();
    races.clear();
    holds.clear();
    uncaught = null;
    stuck = false;
    decided = -1;
    for (int t = 0; t < Tree.THREADS; t++) {
      wait[t] = Wait.NO;
      notified[t] = false;
      permit[t] = false;
      spuriousLeft[t] = spurious;
      fenced[t] = false;
    }
  }

  /** Bits: threads with a write that others do not see yet. */
  abstract int stores();

  /** The first such write of a thread is seen from now on: the step that was just chosen. */
  abstract void storeIsSeen(int t);

  /** A thread goes on. */
  abstract void runs(int t);

  /** Whether Lincheck may make its switch point here; if not, the step under way goes on. */
  abstract boolean isSwitchPoint();

  /** A thread is about to park, or to unpark another. */
  abstract void parks(int t);

  @Override
  protected boolean shouldSwitch() {
    if (!isSwitchPoint()) {
      return false;
    }
    int me = current();
    int next = decide(me, 1 << me);
    decided = next == me ? -1 : next;
    return next != me;
  }

  @Override
  protected int chooseThread(int me) {
    int chosen = decided;
    decided = -1;
    return chosen >= 0 ? chosen : decide(me, 0);
  }

  /** The thread to go on, or -1 if none can; {@code also} is {@code me} if that one may. */
  private int decide(int me, int also) {
    unblockInterruptedThreads();
    int enabled = 0;
    int twoWays = 0;
    int candidates = also;
    for (int t : switchableThreads(me)) {
      candidates |= 1 << t;
    }
    for (int t = 0; t < Tree.THREADS; t++) {
      if ((candidates >> t & 1) != 0 && canGoOn(t)) {
        enabled |= 1 << t;
        if (hasTwoWays(t)) {
          twoWays |= 1 << t;
        }
      }
    }
    enabled |= stores() << Tree.THREADS;
    stuck |= enabled == 0;
    if (stuck) {
      return -1;
    }
    int next = tree.decide(enabled, twoWays, also == 0 ? -1 : me);
    if (next < Tree.THREADS) {
      runs(next);
      return next;
    }
    storeIsSeen(next - Tree.THREADS);
    return decide(me, also);
  }

  private boolean canGoOn(int t) {
    if (fenced[t] && (stores() >> t & 1) != 0) {
      return false;
    }
    return switch (wait[t]) {
      case NO -> true;
      case MONITOR -> holds.canEnter(t, awaited[t]);
      case NOTIFICATION -> (notified[t] || isInterrupted(t)) && holds.canEnter(t, awaited[t]);
      case PERMIT -> canPass(t) || spuriousLeft[t] > 0;
      case END -> hasEnded((Thread) awaited[t]) || isInterrupted(t);
    };
  }

  /**
   * Whether there is a choice how a thread goes on. A park that may pass may also return for no
   * reason. A wait that was notified and interrupted may end as either; so may a join of a thread
   * that has just ended.
   */
  private boolean hasTwoWays(int t) {
    return switch (wait[t]) {
      case PERMIT -> spuriousLeft[t] > 0 && canPass(t);
      case NOTIFICATION -> notified[t] && isInterrupted(t);
      case END -> hasEnded((Thread) awaited[t]) && isInterrupted(t);
      default -> false;
    };
  }

  private boolean canPass(int t) {
    return permit[t] || isInterrupted(t);
  }

  private boolean isInterrupted(int t) {
    return getThreadScheduler().getThread(t).isInterrupted();
  }

  boolean hasEnded(Thread thread) {
    return getThreadScheduler().isFinished(getThreadScheduler().getThreadId(thread));
  }

  /** Whether what is done now is part of a step. */
  boolean inStep() {
    return !stuck && tree.underWay() && !getThreadScheduler().isAborted(current());
  }

  int current() {
    return getThreadScheduler().getCurrentThreadId();
  }

  /** A switch point where Lincheck has none. */
  void switchPoint() {
    int me = current();
    if (getThreadScheduler().isAborted(me)) {
      getThreadScheduler().abortCurrentThread();
    }
    if (!inSilentSection(me)) {
      onSwitchPoint(me);
      if (shouldSwitch()) {
        switchCurrentThread(me, null);
      }
    }
  }

  void waits(Wait how, Object on) {
    wait[current()] = how;
    awaited[current()] = on;
  }

  void goesOn() {
    waits(Wait.NO, null);
  }
}
