// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import org.jetbrains.kotlinx.lincheck.runner.Runner;
import org.jetbrains.kotlinx.lincheck.strategy.managed.ManagedStrategySettings;
import org.jetbrains.lincheck.descriptors.FieldDescriptor;
import org.jetbrains.lincheck.trace.TraceContext;
import org.jetbrains.lincheck.util.AtomicMethodKind;

/** Notes which place is accessed, and how: for the search, and for the race detector. */
abstract class AccessSteps extends BlockingSteps {

  AccessSteps(
      Runner runner,
      ManagedStrategySettings settings,
      TraceContext context,
      Scenario scenario,
      Tree tree,
      int spurious) {
    super(runner, settings, context, scenario, tree, spurious);
  }

  boolean isTold(Object object, int field) {
    FieldDescriptor of = context.getFieldPool().get(field);
    return !of.isFinal() && (of.isStatic() || object != null && isTold(object));
  }

  boolean isTold(Object object) {
    return getObjectTracker().shouldTrackObjectAccess(object);
  }

  void field(Object object, int id, boolean write, int code, Object value) {
    FieldDescriptor field = context.getFieldPool().get(id);
    long where = place(object, field);
    String place = field.getClassName() + "." + field.getFieldName();
    film(code, write ? "sets" : "reads", object, place, write, value, false);
    access(
        where, place, !write, write, field.isVolatile() ? Strength.VOLATILE : Strength.PLAIN, code);
  }

  void cell(Object array, int index, boolean write, int code, Object value) {
    long where = place(array, index);
    String place = array.getClass().getComponentType().getSimpleName() + "[" + index + "]";
    film(code, write ? "sets" : "reads", array, place, write, value, false);
    access(where, place, !write, write, Strength.PLAIN, code);
  }

  void access(long where, String place, boolean read, boolean write, Strength how, int code) {
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

  private long place(Object object, FieldDescriptor field) {
    Object of = field.isStatic() ? null : object;
    int part = names.field(of, field.getClassName(), field.getFieldName());
    return Where.of(Where.Kind.FIELD, names.of(of), part);
  }

  long place(Object array, int index) {
    return Where.of(Where.Kind.CELL, names.of(array), index);
  }

  /** Whether a write of a field must come after what the thread wrote before. */
  boolean publishes(Object object, int id) {
    FieldDescriptor field = context.getFieldPool().get(id);
    return field.isVolatile() || stores() != 0 && isStored(place(object, field));
  }

  /** The same of an atomic method. */
  boolean publishes(AtomicAccess access) {
    return access.kind() != AtomicMethodKind.GET
        && access.how() != Strength.RELEASE
        && (access.how() == Strength.VOLATILE || isStored(access.where()));
  }
}
