// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.runner.Runner;
import org.jetbrains.kotlinx.lincheck.strategy.managed.ManagedStrategySettings;
import org.jetbrains.lincheck.descriptors.FieldDescriptor;
import org.jetbrains.lincheck.descriptors.MethodDescriptor;
import org.jetbrains.lincheck.trace.TraceContext;
import org.jetbrains.lincheck.util.AtomicMethodAccessInfo;
import org.jetbrains.lincheck.util.AtomicMethodDescriptor;
import org.jetbrains.lincheck.util.AtomicMethodKind;
import org.jetbrains.lincheck.util.AtomicMethodsKt;
import sun.nio.ch.lincheck.ResultInterceptor;
import sun.nio.ch.lincheck.ThreadDescriptor;

/**
 * The other half of the reduction: tells the search, and the race detector, what each step
 * accesses.
 *
 * <p>An access to an object that only one thread can reach yet is no switch point and is not told.
 * Nothing is missed: before another thread can touch the object it must get it through a place that
 * is told, and if that access is ordered, so are all before it.
 */
final class ReducedSearch extends BlockingSteps {

  /** What is explored most, and the calibrations, so that they go the same short way. */
  private static final List<String> OURS =
      List.of("dev.sluice.kernel.", "dev.sluice.model.explore.");

  private final AtomicAccess[] atomics = new AtomicAccess[Tree.THREADS];
  private final Core core;
  private boolean silent;

  /**
   * Methods of ours that are neither atomic nor ignored: Lincheck was told of a call of each, and
   * looks at every further one for long and finds nothing.
   */
  private final BitSet plain = new BitSet();

  private final BitSet newlyPlain = new BitSet();

  ReducedSearch(
      Runner runner,
      ManagedStrategySettings settings,
      TraceContext context,
      Scenario scenario,
      Tree tree,
      int spurious,
      Core core) {
    super(runner, settings, context, scenario, tree, spurious);
    this.core = core;
  }

  @Override
  protected void initializeInvocation() {
    super.initializeInvocation();
    Arrays.fill(atomics, null);
    plain.or(newlyPlain); // between runs, so that a call and its return are both told, or neither
    core.clear();
    silent = false;
  }

  @Override
  boolean isSwitchPoint() {
    return !silent;
  }

  @Override
  void parks(int t) {
    core.parks(t);
  }

  // ---- fields and cells

  @Override
  public void beforeReadField(
      ThreadDescriptor thread, int code, Object object, int id, ResultInterceptor result) {
    thread.enterIgnoredSection();
    try {
      boolean told = isTold(object, id);
      silent = !told || core.goesOn(current());
      super.beforeReadField(thread, code, object, id, result);
      silent = false;
      if (told) {
        field(object, id, false, code, null);
      }
    } finally {
      thread.leaveIgnoredSection();
    }
  }

  @Override
  public void beforeWriteField(
      ThreadDescriptor thread, int code, Object object, Object value, int id) {
    thread.enterIgnoredSection();
    try {
      boolean told = isTold(object, id);
      silent = !told || core.goesOn(current());
      super.beforeWriteField(thread, code, object, value, id);
      silent = false;
      if (told) {
        field(object, id, true, code, value);
      }
    } finally {
      thread.leaveIgnoredSection();
    }
  }

  @Override
  public void beforeReadArrayElement(
      ThreadDescriptor thread, int code, Object array, int index, ResultInterceptor result) {
    thread.enterIgnoredSection();
    try {
      boolean told = isTold(array);
      silent = !told || core.goesOn(current());
      super.beforeReadArrayElement(thread, code, array, index, result);
      silent = false;
      if (told) {
        cell(array, index, false, code, null);
      }
    } finally {
      thread.leaveIgnoredSection();
    }
  }

  @Override
  public void beforeWriteArrayElement(
      ThreadDescriptor thread, int code, Object array, int index, Object value) {
    thread.enterIgnoredSection();
    try {
      boolean told = isTold(array);
      silent = !told || core.goesOn(current());
      super.beforeWriteArrayElement(thread, code, array, index, value);
      silent = false;
      if (told) {
        cell(array, index, true, code, value);
      }
    } finally {
      thread.leaveIgnoredSection();
    }
  }

  private boolean isTold(Object object, int field) {
    FieldDescriptor of = context.getFieldPool().get(field);
    return !of.isFinal() && (of.isStatic() || object != null && isTold(object));
  }

  private boolean isTold(Object object) {
    return getObjectTracker().shouldTrackObjectAccess(object);
  }

  private void field(Object object, int id, boolean write, int code, Object value) {
    FieldDescriptor field = context.getFieldPool().get(id);
    Object of = field.isStatic() ? null : object;
    int part = names.field(of, field.getClassName(), field.getFieldName());
    long where = Where.of(Where.Kind.FIELD, names.of(of), part);
    String place = field.getClassName() + "." + field.getFieldName();
    film(code, write ? "sets" : "reads", object, place, write, value, false);
    access(
        where, place, !write, write, field.isVolatile() ? Strength.VOLATILE : Strength.PLAIN, code);
  }

  private void cell(Object array, int index, boolean write, int code, Object value) {
    long where = Where.of(Where.Kind.CELL, names.of(array), index);
    String place = array.getClass().getComponentType().getSimpleName() + "[" + index + "]";
    film(code, write ? "sets" : "reads", array, place, write, value, false);
    access(where, place, !write, write, Strength.PLAIN, code);
  }

  private void access(
      long where, String place, boolean read, boolean write, Strength how, int code) {
    if (!inStep()) {
      return;
    }
    tree.step().footprint.add(where, write);
    if (Ghost.is(place)) {
      return;
    }
    boolean raced = races.race().isPresent();
    if (how == Strength.PLAIN) {
      races.plain(current(), where, write, place, code);
    } else {
      races.strong(current(), where, read, write, how, place, code);
    }
    filmRace(raced);
  }

  @Override
  public void afterObjectConstructor(ThreadDescriptor thread, Object made, String className) {
    thread.enterIgnoredSection();
    try {
      super.afterObjectConstructor(thread, made, className);
      names.made(current(), made);
      filmMade(made);
    } finally {
      thread.leaveIgnoredSection();
    }
  }

  // ---- atomic methods, and calls that mean something here

  @Override
  public void onMethodCall(
      ThreadDescriptor thread,
      int code,
      int id,
      Object receiver,
      Object[] arguments,
      ResultInterceptor result) {
    thread.enterIgnoredSection();
    try {
      MethodDescriptor method = context.getMethodPool().get(id);
      if (plain.get(id)) {
        core.called(current(), method);
        return;
      }
      AtomicMethodDescriptor atomic =
          AtomicMethodsKt.getAtomicMethodDescriptor(receiver, method.getMethodName());
      if (atomic == null) {
        core.called(current(), method);
        interruptFlag(method, receiver);
        newlyPlain.set(id, isOurs(method.getClassName()));
        Clock.refuse(method);
        silent = scenario.timeStandsStill() && Clock.isRead(method);
        super.onMethodCall(thread, code, id, receiver, arguments, result);
        silent = false;
        return;
      }
      AtomicMethodAccessInfo info =
          AtomicMethodsKt.getAtomicAccessInfo(atomic, context, receiver, arguments);
      boolean told = isTold(info.getObj());
      silent = !told || core.goesOn(current());
      super.onMethodCall(thread, code, id, receiver, arguments, result);
      silent = false;
      if (told) {
        atomics[current()] = AtomicAccess.of(atomic, info, code, names);
        filmUntilHere();
      }
    } finally {
      thread.leaveIgnoredSection();
    }
  }

  private boolean isOurs(String className) {
    return OURS.stream().anyMatch(className::startsWith) && !scenario.ignores(className);
  }

  @Override
  public void onMethodCallReturn(
      ThreadDescriptor thread,
      int id,
      Object receiver,
      Object[] arguments,
      Object result,
      ResultInterceptor interceptor) {
    thread.enterIgnoredSection();
    try {
      AtomicAccess atomic = atomics[current()];
      if (atomic != null) {
        atomics[current()] = null;
        boolean writes = atomic.writes(result);
        boolean get = atomic.kind() == AtomicMethodKind.GET;
        String does = writes ? "exchanges" : get ? "reads" : "finds another value in";
        film(atomic.code(), does, atomic.of(), atomic.place(), writes, atomic.value(), true);
        access(atomic.where(), atomic.place(), atomic.reads(), writes, atomic.how(), atomic.code());
      }
      core.left(current(), context.getMethodPool().get(id));
      if (!plain.get(id)) {
        super.onMethodCallReturn(thread, id, receiver, arguments, result, interceptor);
      }
    } finally {
      thread.leaveIgnoredSection();
    }
  }

  @Override
  public void onMethodCallException(
      ThreadDescriptor thread,
      int id,
      Object receiver,
      Object[] arguments,
      Throwable thrown,
      ResultInterceptor interceptor) {
    thread.enterIgnoredSection();
    try {
      atomics[current()] = null;
      core.left(current(), context.getMethodPool().get(id));
      if (!plain.get(id)) {
        super.onMethodCallException(thread, id, receiver, arguments, thrown, interceptor);
      }
    } finally {
      thread.leaveIgnoredSection();
    }
  }
}
