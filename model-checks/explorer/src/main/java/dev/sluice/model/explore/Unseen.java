// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicMarkableReference;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** Programs that do to shared memory what the engine does not tell of: each is refused. */
final class Unseen {

  private static final VarHandle X;

  static {
    try {
      X = MethodHandles.lookup().findVarHandle(Shared.class, "x", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final class Shared {
    static final AtomicIntegerFieldUpdater<Shared> UPDATER =
        AtomicIntegerFieldUpdater.newUpdater(Shared.class, "x");
    volatile int x;
    final AtomicInteger atomic = new AtomicInteger();
    final AtomicReference<String> reference = new AtomicReference<>("");
    final AtomicMarkableReference<String> markable = new AtomicMarkableReference<>("", false);
    final LongAdder adder = new LongAdder();
    final int[] cells = new int[2];
    final StringBuilder text = new StringBuilder();
    final ByteBuffer buffer = ByteBuffer.allocate(1);
    final ByteArrayOutputStream stream = new ByteArrayOutputStream();
    final WeakReference<String> weak = new WeakReference<>("");
  }

  private static void set(Shared shared) {
    try {
      Shared.class.getDeclaredField("x").setInt(shared, 1);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Step {
    void on(Shared shared);
  }

  private Unseen() {}

  /** By the words that the refusal must have. */
  static Map<String, Callable<String>> all() {
    Map<String, Callable<String>> all = new LinkedHashMap<>();
    put(all, "AtomicInteger.updateAndGet", s -> s.atomic.updateAndGet(v -> v + 1));
    put(all, "AtomicInteger.getAndUpdate", s -> s.atomic.getAndUpdate(v -> v + 1));
    put(all, "AtomicInteger.accumulateAndGet", s -> s.atomic.accumulateAndGet(1, Integer::sum));
    put(all, "AtomicInteger.getAndAccumulate", s -> s.atomic.getAndAccumulate(1, Integer::sum));
    put(all, "AtomicInteger.intValue", s -> s.atomic.intValue());
    put(all, "AtomicInteger.toString", s -> s.atomic.toString());
    put(all, "AtomicReference.updateAndGet", s -> s.reference.updateAndGet(v -> v + "a"));
    put(
        all,
        "AtomicIntegerFieldUpdater.updateAndGet",
        s -> Shared.UPDATER.updateAndGet(s, v -> v + 1));
    put(
        all,
        "AtomicMarkableReference.compareAndSet",
        s -> s.markable.compareAndSet("", "a", false, true));
    put(all, "LongAdder.increment", s -> s.adder.increment());
    put(all, "VarHandle.getAndBitwiseOr", s -> X.getAndBitwiseOr(s, 1));
    put(all, "VarHandle.weakCompareAndSet", s -> X.weakCompareAndSet(s, 0, 1));
    put(all, "Arrays.fill", s -> Arrays.fill(s.cells, 1));
    put(all, "System.arraycopy", s -> System.arraycopy(s.cells, 0, new int[2], 0, 2));
    put(all, "Object.clone", s -> s.cells.clone());
    put(all, "StringBuilder.append", s -> s.text.append('a'));
    put(all, "ByteBuffer.put", s -> s.buffer.put(0, (byte) 1));
    put(all, "ByteArrayOutputStream.write", s -> s.stream.write(1));
    put(all, "WeakReference.get", s -> s.weak.get());
    put(all, "Field.setInt", s -> set(s));
    put(all, "Thread.isAlive", s -> Thread.currentThread().isAlive());
    put(all, "Thread.holdsLock", s -> Thread.holdsLock(s));
    return all;
  }

  private static void put(Map<String, Callable<String>> all, String says, Step step) {
    all.put(
        says,
        () -> {
          Shared shared = new Shared();
          Thread other = new Thread(() -> shared.x = 1);
          other.start();
          step.on(shared);
          other.join();
          return "";
        });
  }
}
