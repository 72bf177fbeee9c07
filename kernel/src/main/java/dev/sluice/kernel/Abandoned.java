// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import java.lang.ref.Cleaner;

/**
 * Ends the task of a handle that became unreachable without an end (H23 abandoned): it drains, and
 * exits. Reaches the slots and the writer, and never the handle.
 */
final class Abandoned<B> implements Runnable {

  private static final Cleaner CLEANER = Cleaner.create();

  private final Duplex<Request<B>, Reply<B>> duplex;
  private final Object writer;
  private final Object spawnedAt;
  private Cleaner.Cleanable cleanable;
  private boolean ended;

  /** The owner let go of the task, which is no fault. */
  boolean detached;

  Abandoned(Duplex<Request<B>, Reply<B>> duplex, Object writer, Object spawnedAt) {
    this.duplex = duplex;
    this.writer = writer;
    this.spawnedAt = spawnedAt;
  }

  /** To be called in spawn, whose caller is named in the warning. */
  static <B> Abandoned<B> watch(
      FlushHandle<B, ?> handle, Duplex<Request<B>, Reply<B>> duplex, Object writer) {
    Abandoned<B> watch = new Abandoned<>(duplex, writer, caller());
    watch.cleanable = CLEANER.register(handle, watch);
    return watch;
  }

  /** The task has exited: lets go of all that this reaches. Again: no effect. */
  void end() {
    ended = true;
    cleanable.clean();
  }

  @Override
  public void run() {
    if (ended) {
      return;
    }
    try {
      if (!detached) { // first: the task's end may be that of the JVM
        Log.warn(
            () ->
                writer
                    + ": the flush handle was neither shut down nor closed, and is gone; what was"
                    + " submitted is written if that succeeds, what was not is lost;"
                    + " it was spawned at "
                    + spawnedAt);
      }
    } finally { // also for want of memory
      duplex.out().close(new Request.Drop<>()); // H23 abandoned; no effect if it was closed
      duplex.in().dropReceive(); // or the task may wait for a handle whose call has died
    }
  }

  /** The first frame outside of this library, of which a copy may have other packages. */
  private static Object caller() {
    String kernel = Abandoned.class.getPackageName() + ".";
    String io = kernel.substring(0, kernel.lastIndexOf('.', kernel.length() - 2) + 1) + "io.";
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .filter(
                        frame ->
                            !frame.getClassName().startsWith(kernel)
                                && !frame.getClassName().startsWith(io))
                    .findFirst()
                    .map(Object.class::cast)
                    .orElse("an unknown place"));
  }
}
