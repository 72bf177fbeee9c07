// SPDX-License-Identifier: Apache-2.0
package dev.sluice.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.kernel.Bounded;
import dev.sluice.kernel.Caller;
import dev.sluice.kernel.FlushHandle;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * "The default flush thread inherits nothing of its spawner: no inheritable thread-locals, no
 * context class loader, normal priority."
 */
@Bounded
class FlushThreadTest {

  private static final InheritableThreadLocal<String> INHERITED = new InheritableThreadLocal<>();

  /** The properties of the flush thread, as the writer sees them. */
  private record Seen(
      String name,
      String local,
      ClassLoader loader,
      int priority,
      boolean daemon,
      ThreadGroup group) {

    static Seen here() {
      Thread thread = Thread.currentThread();
      return new Seen(
          thread.getName(),
          INHERITED.get(),
          thread.getContextClassLoader(),
          thread.getPriority(),
          thread.isDaemon(),
          thread.getThreadGroup());
    }
  }

  /** Seen red by 46cf010, in each line except the name. */
  @Test
  @DisplayName(
      "the flush thread has no thread-local, loader, priority, group or daemon flag of its spawner")
  void theFlushThreadInheritsNothingOfItsSpawner() throws Exception {
    AtomicReference<Seen> seen = new AtomicReference<>();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    StubWriter writer = new StubWriter("looks", call -> seen.set(Seen.here()));
    ThreadGroup group = new ThreadGroup("the spawner's");
    Thread spawner =
        new Thread(
            group,
            () -> {
              try {
                INHERITED.set("the spawner's");
                FlushHandle<ByteBuffer, StubWriter> handle = Edge.spawn(writer, Edge.patient());
                handle.flush(Edge.full(), 0);
                handle.close();
              } catch (Throwable t) {
                thrown.set(t);
              }
            },
            "spawner");
    spawner.setDaemon(true);
    spawner.setPriority(Thread.MIN_PRIORITY);
    spawner.setContextClassLoader(new URLClassLoader(new URL[0]));
    spawner.start();
    Caller.join(spawner);
    assertNull(thrown.get());
    assertTrue(seen.get().name().startsWith("sluice-flush-"), seen.get().name());
    assertNull(seen.get().local(), "an inheritable thread-local");
    assertNull(seen.get().loader(), "the context class loader");
    assertEquals(Thread.NORM_PRIORITY, seen.get().priority());
    assertFalse(seen.get().daemon());
    assertFalse(group.parentOf(seen.get().group()), "the thread group");
  }
}
