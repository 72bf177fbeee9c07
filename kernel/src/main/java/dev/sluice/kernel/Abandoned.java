// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import java.lang.ref.Cleaner;

/**
 * Ends the task of a handle that became unreachable before its end (H23 abandoned): the task drains
 * and exits. This object refers to the slots and the writer, and never to the handle.
 */
final class Abandoned<B> implements Runnable {

  private static final Cleaner CLEANER = Cleaner.create();

  private final Duplex<Request<B>, Reply<B>> duplex;
  private final Object writer;
  private final Object spawnedAt;
  private Cleaner.Cleanable cleanable;
  private boolean ended;

  /** Whether the owner called detach: then there is nothing to warn of. */
  boolean detached;

  Abandoned(Duplex<Request<B>, Reply<B>> duplex, Object writer, Object spawnedAt) {
    this.duplex = duplex;
    this.writer = writer;
    this.spawnedAt = spawnedAt;
  }

  /** Is called by spawn. The warning names the caller of spawn. */
  static <B> Abandoned<B> watch(
      FlushHandle<B, ?> handle, Duplex<Request<B>, Reply<B>> duplex, Object writer) {
    Abandoned<B> watch = new Abandoned<>(duplex, writer, caller());
    watch.cleanable = CLEANER.register(handle, watch);
    return watch;
  }

  /** Lets go of all that this refers to, when the task has exited. May be called again. */
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
      if (!detached) { // this is first: the JVM may end with the task
        Log.warn(
            () ->
                writer
                    + ": the flush handle was neither shut down nor closed, and is gone; what was"
                    + " submitted is written if that succeeds, what was not is lost;"
                    + " it was spawned at "
                    + spawnedAt);
      }
    } finally { // also if there is no memory for the warning
      duplex.out().close(new Request.Drop<>()); // H23 abandoned; no effect if already closed
      duplex.in().dropReceive(); // else the task may wait for a handle whose call has died
    }
  }

  /** Returns the first frame outside of this library. A copy may have other package names. */
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
