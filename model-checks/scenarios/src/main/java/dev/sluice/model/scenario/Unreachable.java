// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.scenario;

import dev.sluice.kernel.FlushHandle;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Does what the garbage collector does with a handle that nobody reaches, because no schedule can
 * wait for the collector. The explorer ignores this class, but not the task that it returns.
 */
final class Unreachable {

  /** The logger of the warnings. This field holds it, because else its level is forgotten. */
  private static final Logger KERNEL = Logger.getLogger("dev.sluice.kernel.FlushTask");

  static {
    KERNEL.setLevel(Level.OFF); // the real collector also finds these handles later
  }

  private Unreachable() {}

  /** Returns the code that runs when the handle is unreachable (H23). */
  static Runnable end(FlushHandle<?, ?> handle) {
    try {
      Field duplex = FlushHandle.class.getDeclaredField("duplex");
      duplex.setAccessible(true);
      Class<?> type = Class.forName("dev.sluice.kernel.Abandoned");
      Constructor<?> constructor = type.getDeclaredConstructors()[0];
      constructor.setAccessible(true);
      Object end = constructor.newInstance(duplex.get(handle), "a sink", "a scenario");
      Field quiet = type.getDeclaredField("detached"); // else it warns, on another thread
      quiet.setAccessible(true);
      quiet.set(end, true);
      return (Runnable) end;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a handle is not ended so any more", e);
    }
  }
}
