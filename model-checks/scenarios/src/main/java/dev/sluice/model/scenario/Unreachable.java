// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.scenario;

import dev.sluice.kernel.FlushHandle;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What the garbage collector does with a handle that nobody reaches: no schedule can wait for that.
 * The explorer ignores this class, but not what it returns.
 */
final class Unreachable {

  /** What a warning goes to; held, or its level is forgotten. */
  private static final Logger KERNEL = Logger.getLogger("dev.sluice.kernel.FlushTask");

  static {
    KERNEL.setLevel(Level.OFF); // the real collector finds these handles too, later
  }

  private Unreachable() {}

  /** What is run once the handle is unreachable (H23). */
  static Runnable end(FlushHandle<?, ?> handle) {
    try {
      Field duplex = FlushHandle.class.getDeclaredField("duplex");
      duplex.setAccessible(true);
      Class<?> type = Class.forName("dev.sluice.kernel.Abandoned");
      Constructor<?> constructor = type.getDeclaredConstructors()[0];
      constructor.setAccessible(true);
      Object end = constructor.newInstance(duplex.get(handle), "a sink", "a scenario");
      Field quiet = type.getDeclaredField("detached"); // or it warns, on a thread that is no part
      quiet.setAccessible(true);
      quiet.set(end, true);
      return (Runnable) end;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a handle is not ended so any more", e);
    }
  }
}
