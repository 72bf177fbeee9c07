// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import org.jetbrains.kotlinx.lincheck.runner.Runner;
import org.jetbrains.kotlinx.lincheck.strategy.managed.ManagedStrategySettings;
import org.jetbrains.lincheck.descriptors.MethodDescriptor;
import org.jetbrains.lincheck.trace.TraceContext;

/** Notes when what a thread wrote with release is seen by others: a step of its own. */
abstract class StoreSteps extends FilmedStrategy {

  private final StoreBuffers buffers = new StoreBuffers();

  StoreSteps(
      Runner runner,
      ManagedStrategySettings settings,
      TraceContext context,
      Scenario scenario,
      Tree tree,
      int spurious) {
    super(runner, settings, context, scenario, tree, spurious);
  }

  @Override
  protected void initializeInvocation() {
    super.initializeInvocation();
    buffers.clear();
  }

  @Override
  int stores() {
    return buffers.threads();
  }

  @Override
  void runs(int t) {
    buffers.runs(t);
  }

  /** Whether the current thread wrote to a place what others do not see yet. */
  boolean isStored(long where) {
    return stores() != 0 && buffers.has(current(), where);
  }

  /**
   * The current thread has written with release.
   *
   * @param before what the place held
   */
  void stored(AtomicAccess write, Object before) {
    int me = current();
    int[] published = races.stored(me, write.where(), write.place(), write.code());
    String says = write.place() + " = " + write.value();
    buffers.add(
        new StoreBuffers.Store(
            write.cell(), write.value(), write.where(), published, says, write.code()),
        before);
    tree.step().made(Where.of(Where.Kind.STORED, me));
  }

  @Override
  void storeIsSeen(int t) {
    StoreBuffers.Store store = buffers.see(t);
    Step step = tree.step();
    step.footprint.add(store.where(), true);
    step.needsStore = Where.of(Where.Kind.STORED, t);
    if ((stores() >> t & 1) == 0) {
      step.made(Where.of(Where.Kind.SEEN, t));
    }
    races.seen(store.where(), store.published());
    filmSeen(t, store);
  }

  /** The current thread is about to publish: all that it wrote must be seen before. */
  void fence() {
    int me = current();
    if ((stores() >> me & 1) != 0 && inStep()) {
      fenced[me] = true;
      switchPoint();
      fenced[me] = false;
      tree.step().needsStore = Where.of(Where.Kind.SEEN, me);
    }
  }

  /** Whether the current thread is interrupted makes a difference. */
  void looksAtFlag() {
    if (inStep()) {
      tree.step().footprint.add(Where.of(Where.Kind.INTERRUPT, current()), false);
    }
  }

  /**
   * Ends a wait or a join by an interrupt of the current thread, as Java does: the flag is cleared.
   */
  void interrupted() {
    if (inStep()) {
      long flag = Where.of(Where.Kind.INTERRUPT, current());
      tree.step().footprint.add(flag, true);
      races.acquire(current(), flag);
    }
    Thread.interrupted();
    StoreSteps.<RuntimeException>sneak(new InterruptedException());
  }

  /** The hooks do not declare what the methods throw that they stand for. */
  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }

  /** A method is called: this one publishes. */
  void fullFence(MethodDescriptor method) {
    if (method.getMethodName().equals("fullFence")) {
      fence();
    }
  }

  private void filmSeen(int t, StoreBuffers.Store store) {
    if (film != null) {
      film.see();
      film.addDone(t, context.stackTrace(store.code()), "others see " + store.says());
    }
  }
}
