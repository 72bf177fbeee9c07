// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;

/** Programs that write with release. What they can do was known before: by the memory model. */
final class Releases {

  private Releases() {}

  /** Two threads; each result is put behind those before it. */
  private static String both(IntSupplier one, IntSupplier other) throws InterruptedException {
    int[] results = new int[2];
    Calibrations.run(
        new Thread(() -> results[0] = one.getAsInt()),
        new Thread(() -> results[1] = other.getAsInt()));
    return results[0] + "" + results[1];
  }

  /**
   * Each writes its own place, then reads the other's. If the first one writes with release, that
   * may be seen after both have read.
   *
   * @param release whether it does
   * @param fence whether it has a fence between the two
   */
  static String storeBuffering(boolean release, boolean fence) throws InterruptedException {
    AtomicInteger x = new AtomicInteger();
    AtomicInteger y = new AtomicInteger();
    return both(
        () -> {
          write(x, release);
          if (fence) {
            VarHandle.fullFence();
          }
          return y.get();
        },
        () -> {
          y.set(1);
          return x.getAndAdd(0);
        });
  }

  private static void write(AtomicInteger x, boolean release) {
    if (release) {
      x.setRelease(1);
    } else {
      x.set(1);
    }
  }

  /** The second write is with release, and seen after the first one, whatever that one is. */
  static String inOrder(boolean release) throws InterruptedException {
    AtomicInteger x = new AtomicInteger();
    AtomicInteger y = new AtomicInteger();
    return both(
        () -> {
          write(x, release);
          y.setRelease(1);
          return 0;
        },
        () -> 2 * y.get() + x.get());
  }

  /** Its own thread sees a write at once, by each way to write and to read. */
  static String ownRead() throws InterruptedException {
    AtomicInteger x = new AtomicInteger();
    return both(
        () -> {
          x.setRelease(1);
          int first = x.get();
          x.lazySet(2);
          return first + x.getPlain();
        },
        () -> 0);
  }

  /** Reads of one place never go back: 0, 1 and 2 in this order only. */
  static String coherence() throws InterruptedException {
    AtomicInteger x = new AtomicInteger();
    return both(
        () -> {
          x.setRelease(1);
          x.setRelease(2);
          return 0;
        },
        () -> 3 * x.get() + x.get());
  }

  /** A compare-and-set of the same thread comes after its write; the other's before or after. */
  static String thenCompareAndSet() throws InterruptedException {
    AtomicInteger x = new AtomicInteger();
    return both(
        () -> {
          x.setRelease(1);
          return x.compareAndSet(1, 2) ? 1 : 0;
        },
        () -> x.compareAndSet(0, 3) ? 1 : x.compareAndSet(2, 4) ? 2 : 0);
  }

  /** Data behind a flag that is set with release: no race, and the data are there. */
  static String messagePassing() throws InterruptedException {
    int[] data = new int[1];
    AtomicInteger flag = new AtomicInteger();
    return both(
        () -> {
          data[0] = 1;
          flag.setRelease(1);
          return 0;
        },
        () -> flag.get() == 0 ? 2 : data[0]);
  }

  /** Dekker's: whoever does not see the other one goes in. Two may, and then race. */
  static String dekker(boolean release) throws InterruptedException {
    AtomicInteger x = new AtomicInteger();
    AtomicInteger y = new AtomicInteger();
    int[] inside = new int[1];
    return both(() -> enter(x, y, inside, release), () -> enter(y, x, inside, release));
  }

  private static int enter(AtomicInteger mine, AtomicInteger its, int[] inside, boolean release) {
    write(mine, release);
    if (its.get() != 0) {
      return 0;
    }
    inside[0]++;
    return 1;
  }

  /**
   * A lock that is left by a write, and a look at whether somebody waits. With release the look may
   * come first, and then nobody wakes the one who waits.
   */
  static String unlockAndLook(boolean release) throws InterruptedException {
    AtomicInteger free = new AtomicInteger();
    AtomicInteger waits = new AtomicInteger();
    Thread waiter =
        new Thread(
            () -> {
              waits.set(1);
              while (!free.compareAndSet(1, 0)) {
                LockSupport.park();
              }
            });
    Thread holder =
        new Thread(
            () -> {
              write(free, release);
              if (waits.get() != 0) {
                LockSupport.unpark(waiter);
              }
            });
    Calibrations.run(waiter, holder);
    return "";
  }

  private static final class Fields {
    static final AtomicIntegerFieldUpdater<Fields> X =
        AtomicIntegerFieldUpdater.newUpdater(Fields.class, "x");
    static final VarHandle Y;

    static {
      try {
        Y = MethodHandles.lookup().findVarHandle(Fields.class, "y", int.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    volatile int x;
    volatile int y;
  }

  /** Store buffering, by each kind of place that can be written with release. */
  static String places(int kind) throws InterruptedException {
    AtomicInteger other = new AtomicInteger();
    Fields fields = new Fields();
    AtomicIntegerArray array = new AtomicIntegerArray(2);
    IntConsumer write =
        value -> {
          switch (kind) {
            case 0 -> Fields.X.lazySet(fields, value);
            case 1 -> Fields.Y.setRelease(fields, value);
            default -> array.setRelease(1, value);
          }
        };
    IntSupplier read =
        () ->
            switch (kind) {
              case 0 -> Fields.X.getAndAdd(fields, 0);
              case 1 -> (int) Fields.Y.getAndAdd(fields, 0);
              default -> array.getAndAdd(1, 0);
            };
    return both(
        () -> {
          write.accept(1);
          return other.get();
        },
        () -> {
          other.set(1);
          return read.getAsInt();
        });
  }
}
