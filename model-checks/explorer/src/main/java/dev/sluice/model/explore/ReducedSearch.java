// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.runner.Runner;
import org.jetbrains.kotlinx.lincheck.strategy.managed.ManagedStrategySettings;
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
final class ReducedSearch extends AccessSteps {

  /** Code that the engine may treat in a way of its own. */
  private static final List<String> LIBRARIES =
      List.of("java.", "javax.", "jdk.", "sun.", "kotlin.", "kotlinx.", "org.jetbrains.");

  private final AtomicAccess[] atomics = new AtomicAccess[Tree.THREADS];
  private final Object[] before = new Object[Tree.THREADS];
  private final Core core;
  private final UnseenCode unseenCode;
  private boolean silent;

  /**
   * Methods of the program that are neither atomic nor ignored: Lincheck was told of a call of
   * each, and looks at every further one for long and finds nothing.
   */
  private final BitSet plain = new BitSet();

  private final BitSet newlyPlain = new BitSet();
  private final BitSet looked = new BitSet();

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
    unseenCode = new UnseenCode(scenario);
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

  /**
   * An access is about to be made. What publishes is a fence; so is what begins a core's step, as
   * that may hold anything.
   */
  private void begins(boolean told, boolean publishes) {
    boolean goesOn = told && core.goesOn(current());
    if (told && !goesOn && (publishes || core.isInside(current()))) {
      fence();
    }
    silent = !told || goesOn;
  }

  // ---- fields and cells

  @Override
  public void beforeReadField(
      ThreadDescriptor thread, int code, Object object, int id, ResultInterceptor result) {
    thread.enterIgnoredSection();
    try {
      boolean told = isTold(object, id);
      begins(told, false);
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
      begins(told, told && publishes(object, id));
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
      begins(told, false);
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
      begins(told, told && isStored(place(array, index)));
      super.beforeWriteArrayElement(thread, code, array, index, value);
      silent = false;
      if (told) {
        cell(array, index, true, code, value);
      }
    } finally {
      thread.leaveIgnoredSection();
    }
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
        Refusals.check(method, receiver, arguments, this::isTold);
        if (unseenCode.touches(id, method, receiver, arguments, this::isTold)) {
          Refusals.unseen(method, receiver);
        }
        interruptFlag(method, receiver);
        fullFence(method);
        if (!looked.get(id)) {
          looked.set(id);
          newlyPlain.set(id, isOfTheProgram(method));
        }
        Clock.refuse(method);
        silent = scenario.timeStandsStill() && Clock.isRead(method);
        super.onMethodCall(thread, code, id, receiver, arguments, result);
        silent = false;
        return;
      }
      Refusals.check(atomic, receiver, method.getMethodName());
      AtomicMethodAccessInfo info =
          AtomicMethodsKt.getAtomicAccessInfo(atomic, context, receiver, arguments);
      boolean told = isTold(info.getObj());
      begins(
          told, told && publishes(AtomicAccess.of(atomic, info, code, names, receiver, arguments)));
      super.onMethodCall(thread, code, id, receiver, arguments, result);
      silent = false;
      if (told) {
        AtomicAccess access = AtomicAccess.of(atomic, info, code, names, receiver, arguments);
        atomics[current()] = access;
        before[current()] = access.cell() == null ? null : access.cell().get();
        filmUntilHere();
      }
    } finally {
      thread.leaveIgnoredSection();
    }
  }

  private boolean isOfTheProgram(MethodDescriptor method) {
    String name = method.getClassName();
    return LIBRARIES.stream().noneMatch(name::startsWith)
        && !scenario.ignores(name, method.getMethodName());
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
        if (atomic.cell() == null || !inStep()) {
          access(
              atomic.where(), atomic.place(), atomic.reads(), writes, atomic.how(), atomic.code());
        } else {
          stored(atomic, before[current()]);
        }
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
