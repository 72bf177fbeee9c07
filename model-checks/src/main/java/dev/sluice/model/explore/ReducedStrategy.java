// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

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
 * shared, which thread goes on. What the accesses are is noted by {@link MonitorSteps}, {@link
 * BlockingSteps} and {@link ReducedSearch}.
 *
 * <p>A thread that is about to do what it cannot do now (enter a monitor that is held, park without
 * a permit, join a thread that runs) is not offered to the search, so no step of a run is a failed
 * attempt.
 */
abstract class ReducedStrategy extends ManagedStrategy {

  /** The field in which a scenario's writer notes what must not be. */
  private static final String VIOLATION = "violation";

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
  private int decided = -1;

  /** No thread can go on: what Lincheck does from here on, to find that out too, is no step. */
  private boolean stuck;

  Throwable uncaught;

  /** If this run is to be described. */
  Film film;

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

  @Override
  public void afterReadField(
      ThreadDescriptor thread, int code, Object object, int id, Object value) {
    thread.enterIgnoredSection();
    try {
      if (context.getFieldPool().get(id).getFieldName().startsWith(SWITCH_TABLE)) {
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
    }
  }

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
    int enabled = 0;
    int twoWays = 0;
    int candidates = also;
    for (int t : switchableThreads(me)) {
      candidates |= 1 << t;
    }
    for (int t = 0; t < Tree.THREADS; t++) {
      if ((candidates >> t & 1) != 0 && canGoOn(t)) {
        enabled |= 1 << t;
        if (wait[t] == Wait.PERMIT && spuriousLeft[t] > 0 && canPass(t)) {
          twoWays |= 1 << t;
        }
      }
    }
    stuck |= enabled == 0;
    return stuck ? -1 : tree.decide(enabled, twoWays, also == 0 ? -1 : me);
  }

  private boolean canGoOn(int t) {
    return switch (wait[t]) {
      case NO -> true;
      case MONITOR -> holds.canEnter(t, awaited[t]);
      case NOTIFICATION -> notified[t] && holds.canEnter(t, awaited[t]);
      case PERMIT -> canPass(t) || spuriousLeft[t] > 0;
      case END ->
          getThreadScheduler().isFinished(getThreadScheduler().getThreadId((Thread) awaited[t]));
    };
  }

  private boolean canPass(int t) {
    return permit[t] || getThreadScheduler().getThread(t).isInterrupted();
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

  /** The next run is to be described. */
  void film() {
    film = new Film(thread -> getThreadScheduler().getThreadId(thread));
  }

  /** Notes what the current thread does, if this run is to be described. */
  void film(int code, String does) {
    if (film != null && inStep()) {
      film.add(current(), context.stackTrace(code), does);
    }
  }

  /** Notes an access; {@code done}: an atomic one, of which only the result says what it did. */
  void film(
      int code, String does, Object of, String place, boolean write, Object value, boolean done) {
    if (film != null && inStep() && !Ghost.is(place)) {
      String field = place.substring(place.lastIndexOf('.') + 1);
      boolean cell = of != null && of.getClass().isArray();
      String part = cell ? place.substring(place.indexOf('[')) : "." + field;
      String what = does + " " + (of == null ? field : film.name(of) + part);
      what += write ? " = " + film.name(value) : "";
      if (done) {
        film.addDone(current(), context.stackTrace(code), what);
      } else {
        film(code, what);
      }
      if (write && field.equals(VIOLATION)) {
        film.breaks();
      }
    }
  }

  /** An atomic access is about to be made, which is told when it was. */
  void filmUntilHere() {
    if (film != null) {
      film.see();
    }
  }

  void filmStarts(int thread, Thread started) {
    if (film != null) {
      film.starts(thread, CapturedObjects.task(started));
    }
  }

  void filmMade(Object made) {
    if (film != null) {
      film.made(current(), made);
    }
  }

  /** The access noted last is a race, if there was none before it and is one now. */
  void filmRace(boolean before) {
    if (film != null && !before && races.race().isPresent()) {
      film.breaks();
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
