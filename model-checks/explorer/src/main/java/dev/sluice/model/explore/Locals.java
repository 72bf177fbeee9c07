// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jetbrains.kotlinx.lincheck.strategy.managed.BaseObjectTracker;
import org.jetbrains.kotlinx.lincheck.strategy.managed.ObjectEntry;
import org.jetbrains.lincheck.util.ObjectGraphKt;
import org.jetbrains.lincheck.util.ObjectGraphTraversalConfig;

/**
 * Which objects only one thread can reach yet: accesses to them need no switch point. Lincheck has
 * one of these, but looks each object up in a list of all of them. Nor need those to what only a
 * compiler knows of.
 */
final class Locals extends BaseObjectTracker {

  /** All but static fields and what cannot change. */
  private static final ObjectGraphTraversalConfig FIELDS =
      new ObjectGraphTraversalConfig(false, false, true, false);

  private final Set<Object> locals = Collections.newSetFromMap(new IdentityHashMap<>());

  /** For all runs: each is made once, and then only read. */
  private final Set<Object> tables = Collections.newSetFromMap(new IdentityHashMap<>());

  Locals() {
    super(false);
  }

  @Override
  public ObjectEntry registerNewObject(Object object) {
    locals.add(object);
    return super.registerNewObject(object);
  }

  @Override
  public void registerThread(int id, Thread thread) {
    super.registerThread(id, thread);
    share(thread);
    share(CapturedObjects.task(thread));
  }

  /** Null stands for a static field, which all threads can reach. */
  @Override
  public void registerObjectLink(Object from, Object to) {
    if (to != null && shouldTrackObjectAccess(from)) {
      share(to);
    }
  }

  /** Not local any more, nor what can be reached from it. */
  private void share(Object root) {
    if (root == null) {
      return;
    }
    ObjectGraphKt.traverseObjectGraph(
        root,
        null,
        FIELDS,
        (object, field, value) -> value,
        (array, index, value) -> value,
        null,
        object -> locals.remove(object) || object == root || object.getClass().isHidden());
    CapturedObjects.of(root).forEach(this::share);
  }

  /**
   * A compiler's own table of the constants of an enum, which a switch goes by: javac 17 makes one
   * for each class that has such a switch, javac 25 for fewer. No step must depend on that.
   */
  void table(Object array) {
    tables.add(array);
  }

  @Override
  public boolean shouldTrackObjectAccess(Object object) {
    return super.shouldTrackObjectAccess(object)
        && !locals.contains(object)
        && !tables.contains(object);
  }

  @Override
  public void reset() {
    super.reset();
    locals.clear();
  }
}
