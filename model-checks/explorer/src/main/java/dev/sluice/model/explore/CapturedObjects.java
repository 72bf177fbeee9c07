// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import kotlin.jvm.functions.Function1;
import kotlin.sequences.Sequence;
import org.jetbrains.kotlinx.lincheck.strategy.managed.ObjectEntry;
import org.jetbrains.kotlinx.lincheck.strategy.managed.ObjectTracker;

/**
 * Lincheck's object tracker, but it sees what a thread's {@code Runnable} captured.
 *
 * <p>Lincheck leaves accesses to an object alone while only one thread can reach it. It looks for
 * what another thread can reach when that thread starts, but from JDK 19 on it does not get through
 * the thread to its {@code Runnable}, and never through a lambda. So this goes there for it.
 */
final class CapturedObjects implements ObjectTracker {

  private final ObjectTracker lincheck;

  CapturedObjects(ObjectTracker lincheck) {
    this.lincheck = lincheck;
  }

  @Override
  public void registerThread(int id, Thread thread) {
    lincheck.registerThread(id, thread);
    share(task(thread));
  }

  /** What a thread runs; null if it is a subclass and runs itself. */
  static Object task(Thread thread) {
    Object task = field(thread, Thread.class, "target");
    if (task == null) { // since JDK 19 it is one step further
      Object holder = field(thread, Thread.class, "holder");
      task = holder == null ? null : field(holder, holder.getClass(), "task");
    }
    return task;
  }

  private void share(Object task) {
    if (task != null) {
      lincheck.registerObjectLink(
          null, task); // null stands for a static field, which all can reach
      of(task).forEach(this::share);
    }
  }

  /** What a lambda captured; nothing if it is none. */
  static List<Object> of(Object lambda) {
    List<Object> captured = new ArrayList<>();
    if (lambda.getClass().isHidden()) {
      for (Field field : lambda.getClass().getDeclaredFields()) {
        if (!field.getType().isPrimitive() && !Modifier.isStatic(field.getModifiers())) {
          captured.add(get(field, lambda));
        }
      }
    }
    captured.removeIf(Objects::isNull);
    return captured;
  }

  private static Object field(Object of, Class<?> declaredBy, String name) {
    for (Field field : declaredBy.getDeclaredFields()) {
      if (field.getName().equals(name)) {
        return get(field, of);
      }
    }
    return null;
  }

  private static Object get(Field field, Object of) {
    try {
      field.setAccessible(true);
      return field.get(of);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "run the exploration with --add-opens java.base/java.lang=ALL-UNNAMED", e);
    }
  }

  @Override
  public ObjectEntry lookupByNumber(int number) {
    return lincheck.lookupByNumber(number);
  }

  @Override
  public ObjectEntry get(long id) {
    return lincheck.get(id);
  }

  @Override
  public ObjectEntry get(Object object) {
    return lincheck.get(object);
  }

  @Override
  public ObjectEntry registerNewObject(Object object) {
    return lincheck.registerNewObject(object);
  }

  @Override
  public ObjectEntry registerExternalObject(Object object) {
    return lincheck.registerExternalObject(object);
  }

  @Override
  public void registerObjectLink(Object from, Object to) {
    lincheck.registerObjectLink(from, to);
  }

  @Override
  public boolean shouldTrackObject(Object object) {
    return lincheck.shouldTrackObject(object);
  }

  @Override
  public boolean shouldTrackObjectAccess(Object object) {
    return lincheck.shouldTrackObjectAccess(object);
  }

  @Override
  public Sequence<ObjectEntry> enumerateObjectEntries() {
    return lincheck.enumerateObjectEntries();
  }

  @Override
  public void retain(Function1<? super ObjectEntry, Boolean> predicate) {
    lincheck.retain(predicate);
  }

  @Override
  public void reset() {
    lincheck.reset();
  }
}
