// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.peer;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * A buffered channel of jox. It needs JDK 21, so it is called by method handles, which cost nothing
 * when they are compiled.
 */
final class JoxLink implements Link {

  private static final MethodHandle NEW;
  private static final MethodHandle SEND;
  private static final MethodHandle RECEIVE;

  static {
    try {
      Class<?> type = Class.forName("com.softwaremill.jox.Channel");
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      NEW =
          lookup
              .findStatic(type, "newBufferedChannel", MethodType.methodType(type, int.class))
              .asType(MethodType.methodType(Object.class, int.class));
      SEND =
          lookup
              .findVirtual(type, "send", MethodType.methodType(void.class, Object.class))
              .asType(MethodType.methodType(void.class, Object.class, Object.class));
      RECEIVE =
          lookup
              .findVirtual(type, "receive", MethodType.methodType(Object.class))
              .asType(MethodType.methodType(Object.class, Object.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Object channel;

  JoxLink() {
    try {
      channel = (Object) NEW.invokeExact(1);
    } catch (Throwable t) {
      throw new IllegalStateException(t);
    }
  }

  @Override
  public void put(Job job) throws InterruptedException {
    try {
      SEND.invokeExact(channel, (Object) job);
    } catch (InterruptedException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable t) {
      throw new IllegalStateException(t);
    }
  }

  @Override
  public Job take() throws InterruptedException {
    try {
      return (Job) (Object) RECEIVE.invokeExact(channel);
    } catch (InterruptedException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable t) {
      throw new IllegalStateException(t);
    }
  }
}
