// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import dev.sluice.model.explore.Program.Op;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/** A {@link Program} on real threads and real memory. */
final class Interpreted implements Callable<String> {

  private static final class Memory {
    static final AtomicIntegerFieldUpdater<Memory> V2 =
        AtomicIntegerFieldUpdater.newUpdater(Memory.class, "v2");
    static final AtomicIntegerFieldUpdater<Memory> V3 =
        AtomicIntegerFieldUpdater.newUpdater(Memory.class, "v3");
    int p0;
    int p1;
    volatile int v2;
    volatile int v3;
    final int[] cells = new int[2];
    int guarded;
  }

  private final Program program;

  Interpreted(Program program) {
    this.program = program;
  }

  @Override
  public String call() throws InterruptedException {
    Memory memory = new Memory();
    int[][] seen = new int[program.threads().size()][];
    Thread[] threads = new Thread[seen.length];
    for (int t = 0; t < seen.length; t++) {
      Op[] ops = program.threads().get(t).toArray(Op[]::new);
      int[] mine = new int[ops.length];
      seen[t] = mine;
      threads[t] = new Thread(() -> run(ops, memory, mine));
    }
    for (Thread thread : threads) {
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    int[] end = {
      memory.p0, memory.p1, memory.v2, memory.v3, memory.cells[0], memory.cells[1], memory.guarded
    };
    return Program.outcome(seen, end);
  }

  private static void run(Op[] ops, Memory memory, int[] seen) {
    for (int i = 0; i < ops.length; i++) {
      Op op = ops[i];
      seen[i] =
          switch (op.kind()) {
            case READ -> read(memory, op.place());
            case WRITE -> write(memory, op.place(), op.value());
            case INCREMENT -> updater(op).getAndIncrement(memory);
            case COMPARE_AND_SET -> compareAndSet(memory, op);
            case WRITE_WITH_RELEASE -> writeWithRelease(memory, op);
            case GUARDED_ADD -> guardedAdd(memory, op.value());
          };
    }
  }

  private static AtomicIntegerFieldUpdater<Memory> updater(Op op) {
    return op.place() == 2 ? Memory.V2 : Memory.V3;
  }

  private static int compareAndSet(Memory memory, Op op) {
    return updater(op).compareAndSet(memory, 0, op.value()) ? 0 : -1;
  }

  private static int writeWithRelease(Memory memory, Op op) {
    updater(op).lazySet(memory, op.value());
    return 0;
  }

  private static int guardedAdd(Memory memory, int value) {
    synchronized (memory) {
      int was = memory.guarded;
      memory.guarded = was + value;
      return was;
    }
  }

  private static int read(Memory memory, int place) {
    return switch (place) {
      case 0 -> memory.p0;
      case 1 -> memory.p1;
      case 2 -> memory.v2;
      case 3 -> memory.v3;
      default -> memory.cells[place - 4];
    };
  }

  private static int write(Memory memory, int place, int value) {
    switch (place) {
      case 0 -> memory.p0 = value;
      case 1 -> memory.p1 = value;
      case 2 -> memory.v2 = value;
      case 3 -> memory.v3 = value;
      default -> memory.cells[place - 4] = value;
    }
    return 0;
  }
}
