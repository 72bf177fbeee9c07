// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io.soak;

import dev.sluice.kernel.Caller;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs several handles at the same time, round after round, until the time is over or one fails.
 */
final class Soak {

  private static final long LONGEST_ROUND = TimeUnit.SECONDS.toNanos(60);

  private final long seed;
  private final Path folder;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  final Totals totals = new Totals();
  final List<Worker> workers = new ArrayList<>();

  Soak(long seed, int handles, Path folder) {
    this.seed = seed;
    this.folder = folder;
    for (int handle = 0; handle < handles; handle++) {
      workers.add(new Worker(handle));
    }
  }

  /** Goes on with the next round of each handle, and returns when all have ended their rounds. */
  void run(long nanos) throws Exception {
    long end = System.nanoTime() + nanos;
    List<Thread> threads = new ArrayList<>();
    for (Worker worker : workers) {
      worker.end = end;
      worker.roundStart = System.nanoTime();
      // Half of the owners are virtual threads too, if the JDK has them.
      Thread thread =
          Round.VIRTUAL != null && worker.handle % 2 == 1
              ? Round.VIRTUAL.newThread(worker)
              : new Thread(worker, "soak-owner");
      thread.start();
      threads.add(thread);
    }
    for (int i = 0; i < threads.size(); i++) {
      while (threads.get(i).isAlive() && failure.get() == null) {
        threads.get(i).join(1000);
        for (Worker worker : workers) {
          worker.checkHang();
        }
      }
    }
    if (failure.get() != null) {
      throw new AssertionError(failure.get().getMessage(), failure.get());
    }
    threads.forEach(Caller::join);
  }

  /**
   * Makes the seed of a round of a handle from the seed of the soak, so that seeds are independent.
   */
  static long mix(long seed, int handle, long round) {
    long mixed = seed + handle * 0x9E3779B97F4A7C15L + round * 0xD1B54A32D192ED03L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** A worker, which runs one handle at a time. */
  final class Worker implements Runnable {
    private final int handle;
    private long round;
    private volatile long end;
    private volatile long roundSeed;
    private volatile long roundStart;
    private volatile boolean idle;

    private Worker(int handle) {
      this.handle = handle;
    }

    @Override
    public void run() {
      idle = false;
      while (System.nanoTime() - end < 0 && failure.get() == null) {
        roundSeed = mix(seed, handle, round++);
        roundStart = System.nanoTime();
        try {
          Round.run(roundSeed, folder.resolve("handle" + handle), totals);
        } catch (Throwable t) {
          fail(t);
        }
      }
      idle = true;
    }

    private void checkHang() {
      if (!idle && System.nanoTime() - roundStart > LONGEST_ROUND) {
        fail(new AssertionError("the round hangs"));
      }
    }

    private void fail(Throwable t) {
      String replay =
          String.format(
              "soak: seed %d, handle %d, round %d failed: %s; to replay that round alone:"
                  + " mvn -B -pl kernel verify -Dsoak.round=%d",
              seed, handle, round - 1, t, roundSeed);
      System.out.println(replay);
      failure.compareAndSet(null, new AssertionError(replay, t));
    }
  }
}
