// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.lang.invoke.VarHandle;
import java.lang.invoke.VarHandle.AccessMode;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;

/**
 * The place that an atomic method writes to, read and written by the explorer itself.
 *
 * @param by a variable handle, an atomic class or an updater
 * @param at where in it: the method's arguments without the value
 */
record Cell(Object by, Object[] at) {

  /**
   * The place of a write.
   *
   * @param arguments with the value last
   */
  static Cell of(Object by, Object[] arguments) {
    return new Cell(by, Arrays.copyOf(arguments, arguments.length - 1));
  }

  Object get() {
    if (by instanceof VarHandle handle) {
      return invoke(handle, AccessMode.GET_VOLATILE, at);
    }
    return call("get", at);
  }

  void set(Object value) {
    Object[] arguments = Arrays.copyOf(at, at.length + 1);
    arguments[at.length] = value;
    if (by instanceof VarHandle handle) {
      invoke(handle, AccessMode.SET_VOLATILE, arguments);
    } else {
      call("set", arguments);
    }
  }

  private static Object invoke(VarHandle handle, AccessMode mode, Object[] arguments) {
    try {
      return handle.toMethodHandle(mode).invokeWithArguments(arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** By a class of java.util.concurrent.atomic, the implementation of which is not public. */
  private Object call(String name, Object[] arguments) {
    Class<?> type = by.getClass();
    while (!Modifier.isPublic(type.getModifiers())) {
      type = type.getSuperclass();
    }
    for (Method method : type.getMethods()) {
      if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
        try {
          return method.invoke(by, arguments);
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    throw new IllegalStateException("a write with release by a " + type + " is not explored");
  }
}
