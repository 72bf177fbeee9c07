// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.compare;

import java.util.Locale;
import java.util.concurrent.ThreadFactory;

/** The kind of both threads of a contender. */
public enum ThreadKind {
  /** Threads of the operating system. */
  PLATFORM,
  /** Virtual threads, since JDK 21. */
  VIRTUAL;

  /** Tells whether this JDK has such threads. */
  public boolean isAvailable() {
    return this == PLATFORM || Runtime.version().feature() >= 21;
  }

  /** Returns a new factory. */
  public ThreadFactory factory() {
    if (this == PLATFORM) {
      return task -> new Thread(task, "peer");
    }
    try { // this is compiled for JDK 17
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      Class<?> type = Class.forName("java.lang.Thread$Builder");
      return (ThreadFactory) type.getMethod("factory").invoke(builder);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("virtual threads need JDK 21 or later", e);
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
