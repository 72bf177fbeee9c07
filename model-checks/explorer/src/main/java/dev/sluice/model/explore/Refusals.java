// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.lang.invoke.VarHandle;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jetbrains.lincheck.descriptors.MethodDescriptor;
import org.jetbrains.lincheck.util.AtomicMethodDescriptor;
import org.jetbrains.lincheck.util.AtomicMethodKind;
import org.jetbrains.lincheck.util.MemoryOrdering;

/**
 * Calls that touch what threads share and that the engine does not tell of, or tells of wrongly. A
 * search that went on would be silent about them, so it ends with a sentence.
 */
final class Refusals {

  private static final String ATOMIC = "java.util.concurrent.atomic.";

  private static final StackWalker WALKER = StackWalker.getInstance();

  /** What stands between a call and the check of it. */
  private static final List<String> OURS =
      List.of(
          Refusals.class.getName(),
          ReducedSearch.class.getName(),
          "sun.nio.ch.lincheck.",
          "org.jetbrains.");

  /** What of an atomic class, an updater or a variable handle accesses no place. */
  private static final Set<String> HARMLESS =
      Set.of(
          "<init>",
          "newUpdater",
          "getClass",
          "hashCode",
          "equals",
          "length",
          "varType",
          "coordinateTypes",
          "accessModeType",
          "isAccessModeSupported",
          "hasInvokeExactBehavior",
          "fullFence",
          "acquireFence",
          "releaseFence",
          "loadLoadFence",
          "storeStoreFence");

  private Refusals() {}

  /**
   * Returns if a call that is no atomic access can be explored.
   *
   * @param shared whether other threads can reach an object
   * @throws IllegalStateException if not
   */
  static void check(
      MethodDescriptor method, Object receiver, Object[] arguments, Predicate<Object> shared) {
    String name = method.getMethodName();
    if (isAtomic(receiver) && !HARMLESS.contains(name)) {
      Object place = arguments.length > 0 && isUpdater(receiver) ? arguments[0] : receiver;
      refuseIf(shared.test(place), receiver.getClass(), name);
    }
    switch (method.getClassName().replace('/', '.')) {
      case "java.lang.Thread" ->
          refuseIf(
              name.equals("isAlive") || name.equals("getState") || name.equals("holdsLock"),
              Thread.class,
              name);
      case "java.lang.System" ->
          refuseIf(
              name.equals("arraycopy")
                  && (shared.test(arguments[0]) || shared.test(arguments[2]))
                  && !isOfTheJdk(),
              System.class,
              name);
      case "java.util.Arrays" -> {
        for (Object argument : arguments) {
          boolean array = argument != null && argument.getClass().isArray();
          refuseIf(array && shared.test(argument) && !isOfTheJdk(), java.util.Arrays.class, name);
        }
      }
      default ->
          refuseIf(
              name.equals("clone")
                  && receiver != null
                  && receiver.getClass().isArray()
                  && shared.test(receiver)
                  && !isOfTheJdk(),
              Object.class,
              name);
    }
  }

  /**
   * Returns if an atomic access can be explored. A weak one may fail for no reason; one that is not
   * of volatile strength either is told as a plain access, which races.
   */
  static void check(AtomicMethodDescriptor method, Object receiver, String name) {
    refuseIf(
        method.getKind() == AtomicMethodKind.WEAK_COMPARE_AND_SET
            && method.getOrdering() == MemoryOrdering.VOLATILE,
        receiver.getClass(),
        name);
  }

  /**
   * Refuses a call of code that is not instrumented, but for one that the JDK makes.
   *
   * @throws IllegalStateException if the program makes it
   */
  static void unseen(MethodDescriptor method, Object receiver) {
    if (!isOfTheJdk()) {
      String type = method.getClassName().replace('/', '.');
      throw refusal(
          receiver == null || receiver.getClass().isArray() ? type : nameOf(receiver.getClass()),
          method.getMethodName());
    }
  }

  /** Whether the JDK makes the call: a collection that grows has told of its own fields before. */
  private static boolean isOfTheJdk() {
    return WALKER.walk(
        frames ->
            frames
                .map(StackWalker.StackFrame::getClassName)
                .filter(name -> OURS.stream().noneMatch(name::startsWith))
                .findFirst()
                .filter(name -> name.startsWith("java."))
                .isPresent());
  }

  private static boolean isAtomic(Object receiver) {
    return receiver instanceof VarHandle
        || receiver != null && nameOf(receiver.getClass()).startsWith(ATOMIC);
  }

  private static boolean isUpdater(Object receiver) {
    return receiver instanceof VarHandle || nameOf(receiver.getClass()).endsWith("Updater");
  }

  /** Of the class that a program names: those of updaters are hidden behind it. */
  private static String nameOf(Class<?> type) {
    Class<?> named = type;
    while (!Modifier.isPublic(named.getModifiers()) && named.getSuperclass() != null) {
      named = named.getSuperclass();
    }
    return named.getName();
  }

  private static void refuseIf(boolean unseen, Class<?> type, String method) {
    if (unseen) {
      throw refusal(VarHandle.class.isAssignableFrom(type) ? "VarHandle" : nameOf(type), method);
    }
  }

  private static IllegalStateException refusal(String type, String method) {
    return new IllegalStateException(
        "what "
            + type
            + "."
            + method
            + " does to shared memory is not explored: do it otherwise,"
            + " or name it in Scenario.ignoring if that cannot matter");
  }
}
