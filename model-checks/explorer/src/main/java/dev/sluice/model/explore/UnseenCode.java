// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import org.jetbrains.lincheck.descriptors.MethodDescriptor;
import org.jetbrains.lincheck.jvm.agent.InstrumentationMode;
import org.jetbrains.lincheck.jvm.agent.LincheckClassFileTransformer;

/**
 * Code of the JDK that the engine has not instrumented: what it reads and writes is not told. It
 * can touch an object of the program by the methods of that object alone, which are told, or by
 * reflection. So what matters is who gets an array, or an object whose own code is unseen.
 */
final class UnseenCode {

  private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

  /** It reaches into any object. So do method handles, of whose calls the engine tells nothing. */
  private static final String REFLECTION = "java.lang.reflect.";

  /**
   * Classes, and the beginnings of packages, whose objects never change, or are looked at
   * elsewhere; and streams that a program prints to, which it does not read.
   */
  private static final List<String> HARMLESS =
      List.of(
          "java.lang.Object",
          "java.lang.String",
          "java.lang.Class",
          "java.lang.Module",
          "java.lang.Boolean",
          "java.lang.Character",
          "java.lang.Byte",
          "java.lang.Short",
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Float",
          "java.lang.Double",
          "java.lang.StackTraceElement",
          "java.lang.ThreadLocal",
          "java.io.PrintStream",
          "java.util.concurrent.atomic.",
          "java.lang.reflect.",
          "java.lang.invoke.",
          "java.time.");

  private final Scenario scenario;
  private final BitSet looked = new BitSet();
  private final BitSet unseen = new BitSet();

  UnseenCode(Scenario scenario) {
    this.scenario = scenario;
  }

  /**
   * Whether a call hands something that others can reach to code that is not told of.
   *
   * @param id of the method
   * @param shared whether other threads can reach an object
   */
  boolean touches(
      int id,
      MethodDescriptor method,
      Object receiver,
      Object[] arguments,
      Predicate<Object> shared) {
    if (!looked.get(id)) {
      looked.set(id);
      String type = method.getClassName().replace('/', '.');
      unseen.set(id, isUnseen(type) && !scenario.ignores(type, method.getMethodName()));
    }
    if (!unseen.get(id) || receiver != null && isSeen(receiver)) {
      return false;
    }
    boolean reflects = reflects(method);
    boolean touches = receiver != null && !isHarmless(receiver) && shared.test(receiver);
    for (Object argument : arguments) {
      touches |=
          argument != null
              && (reflects || isBare(argument))
              && !isHarmless(argument)
              && shared.test(argument);
    }
    return touches;
  }

  private static boolean isUnseen(String type) {
    return JDK.stream().anyMatch(type::startsWith)
        && !LincheckClassFileTransformer.INSTANCE.shouldTransform(
            type, InstrumentationMode.MODEL_CHECKING);
  }

  /** A call by the name of an interface of the JDK may be one of the program's own code. */
  private static boolean isSeen(Object receiver) {
    return !receiver.getClass().isArray() && !isUnseen(receiver.getClass().getName());
  }

  private static boolean isBare(Object object) {
    return object.getClass().isArray() || isUnseen(object.getClass().getName());
  }

  private static boolean isHarmless(Object object) {
    if (object instanceof Throwable || object instanceof Thread || object instanceof Enum<?>) {
      return true;
    }
    String type = object.getClass().getName();
    return HARMLESS.stream()
        .anyMatch(name -> name.endsWith(".") ? type.startsWith(name) : type.equals(name));
  }

  private static boolean reflects(MethodDescriptor method) {
    return method.getClassName().replace('/', '.').startsWith(REFLECTION);
  }
}
