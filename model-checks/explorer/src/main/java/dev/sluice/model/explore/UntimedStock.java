// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import kotlin.jvm.functions.Function0;
import org.jetbrains.lincheck.jvm.agent.LincheckInstrumentation;
import sun.nio.ch.lincheck.EventTracker;
import sun.nio.ch.lincheck.ResultInterceptor;
import sun.nio.ch.lincheck.ThreadDescriptor;

/**
 * Stands between a program and Lincheck's own search, in which a time-out is over at once: a timed
 * {@code wait} has none here, and a look at the clock is no switch point. That strategy cannot be
 * extended; threads get what they tell of themselves from the one that starts them.
 */
final class UntimedStock implements Function0<Object>, InvocationHandler {

  private static final long NOW = 1;

  private final Function0<?> body;
  private EventTracker stock;
  private EventTracker untimed;

  UntimedStock(Function0<?> body) {
    this.body = body;
  }

  @Override
  public Object invoke() {
    ThreadDescriptor thread = ThreadDescriptor.getCurrentThreadDescriptor();
    thread.enterIgnoredSection();
    try {
      if (untimed == null) { // kept, as the thread only has a weak reference
        stock = thread.getEventTracker();
        untimed =
            (EventTracker)
                Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {EventTracker.class}, this);
      }
      thread.setEventTracker(untimed);
    } finally {
      thread.leaveIgnoredSection();
    }
    return body.invoke();
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    ThreadDescriptor thread = ThreadDescriptor.getCurrentThreadDescriptor();
    thread.enterIgnoredSection();
    try {
      switch (method.getName()) {
        case "wait" -> arguments[2] = false;
        case "onMethodCall" -> {
          if (isLook(arguments[2])) {
            ((ResultInterceptor) arguments[5]).interceptResult(NOW);
            return null;
          }
        }
        case "onMethodCallReturn" -> {
          if (isLook(arguments[1])) {
            return null;
          }
        }
        default -> {}
      }
      return method.invoke(stock, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    } finally {
      thread.leaveIgnoredSection();
    }
  }

  private static boolean isLook(Object method) {
    return Clock.isRead(
        LincheckInstrumentation.INSTANCE.getContext().getMethodPool().get((int) method));
  }
}
