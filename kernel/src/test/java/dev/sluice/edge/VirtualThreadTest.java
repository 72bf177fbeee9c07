// SPDX-License-Identifier: Apache-2.0
package dev.sluice.edge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.kernel.Bounded;
import dev.sluice.kernel.Caller;
import dev.sluice.kernel.FlushHandle;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * "'JDK 17 has no other way to ask' whether a thread is virtual: a method handle of {@code
 * Thread.isVirtual}, looked up once, asks that." The tests are compiled for 17, so they too look up
 * the methods of newer JDKs.
 */
@Bounded
class VirtualThreadTest {

  private static ThreadFactory virtual() {
    Assumptions.assumeTrue(
        Runtime.version().feature() >= 21,
        "no virtual threads on JDK " + Runtime.version().feature() + ": not tested here");
    try {
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      Class<?> type = Class.forName("java.lang.Thread$Builder");
      return (ThreadFactory) type.getMethod("factory").invoke(builder);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns how long the kernel lets a thread spin. It calls the method by name. */
  private static int most(ThreadFactory factory) {
    AtomicInteger most = new AtomicInteger(-1);
    Thread thread =
        factory.newThread(
            () -> {
              try {
                Method method =
                    Class.forName("dev.sluice.sync.Spinner").getDeclaredMethod("mostOfThisThread");
                method.setAccessible(true);
                most.set((int) method.invoke(null));
              } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
              }
            });
    thread.start();
    Caller.join(thread);
    assertTrue(most.get() >= 0, "not asked");
    return most.get();
  }

  /** Seen red by 46cf010, which asks for the name of the thread's group. */
  @Test
  @DisplayName("a platform thread is not virtual because its group is called so")
  void theNameOfAGroupMakesNoThreadVirtual() {
    int most = most(Thread::new);
    ThreadGroup group = new ThreadGroup("VirtualThreads");
    assertEquals(most, most(task -> new Thread(group, task)));
  }

  /** Seen red by an answer that is always no. On one processor no thread spins. */
  @Test
  @DisplayName("a virtual thread spins for a sixty-fourth of what a platform thread does")
  void aVirtualThreadSpinsASixtyFourthAsLong() {
    assertEquals(most(Thread::new) / 64, most(virtual()));
  }

  @Test
  @DisplayName("a task on a virtual thread writes all, and its owner may be virtual too")
  void taskAndOwnerOnVirtualThreadsWriteAll() throws Exception {
    ThreadFactory virtual = virtual();
    int buffers = 2000;
    StubWriter writer = StubWriter.good();
    AtomicBoolean done = new AtomicBoolean();
    Thread owner =
        virtual.newThread(
            () -> {
              try (FlushHandle<ByteBuffer, StubWriter> handle =
                  Edge.spawn(writer, Edge.patient().withThreadFactory(virtual))) {
                ByteBuffer buffer = Edge.full();
                for (int i = 0; i < buffers; i++) {
                  buffer = handle.flush(buffer, (long) (i % 3) * Edge.CAPACITY);
                  buffer.clear().put(Edge.bytes(Edge.CAPACITY)).flip();
                }
                done.set(true);
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
    owner.start();
    Caller.join(owner);
    assertTrue(done.get());
    assertEquals(buffers, writer.calls());
    byte[] third = new byte[Edge.CAPACITY];
    System.arraycopy(writer.content(), 2 * Edge.CAPACITY, third, 0, Edge.CAPACITY);
    assertArrayEquals(Edge.bytes(Edge.CAPACITY), third);
  }
}
