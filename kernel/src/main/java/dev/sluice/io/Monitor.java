// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io;

import dev.sluice.io.BufferedFlushWriter.Finished;
import dev.sluice.io.BufferedFlushWriter.Region;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.OwnedWriter;
import dev.sluice.kernel.RefusedException;
import dev.sluice.kernel.Remains;
import java.io.Closeable;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.List;

/**
 * Lets one call at a time into a {@link Batcher} (E3 one owner): two that fill one buffer would mix
 * up their bytes, and nobody would see it. Who comes second is refused and does not wait, but for a
 * close, which waits for a close as {@link java.nio.channels.Channel#close} wants it.
 */
final class Monitor<W extends OwnedWriter<ByteBuffer>> {

  private static final VarHandle IN_CALL;

  static {
    try {
      IN_CALL = MethodHandles.lookup().findVarHandle(Monitor.class, "inCall", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Batcher<W> batcher;

  /** Closed after the task has exited: the file, if the writer opened it. */
  private final Closeable owned;

  /** Held by a close, from its first step to its last. */
  private final Object closing = new Object();

  /** Whether a close has said what is missing: no later one says so again. */
  private boolean told;

  /** To leave is a store, which does not fail for want of stack. */
  private volatile boolean inCall;

  Monitor(Batcher<W> batcher, Closeable owned) {
    this.batcher = batcher;
    this.owned = owned;
  }

  /** What any thread may ask, during a call as well. */
  InFlight<W> inFlight() {
    return batcher.inFlight();
  }

  private void enter() {
    if (!IN_CALL.compareAndSet(this, false, true)) {
      throw new RefusedException.InCall(
          "another call is running; a writer has one owner at a time");
    }
  }

  int write(ByteBuffer source) throws FlushTaskException, ClosedChannelException {
    enter();
    try {
      return batcher.write(source);
    } finally {
      inCall = false;
    }
  }

  ByteBuffer exchange(ByteBuffer full) throws FlushTaskException, ClosedChannelException {
    enter();
    try {
      return batcher.exchange(full);
    } finally {
      inCall = false;
    }
  }

  Finished<W> shutdown(ShutdownMode mode) throws FlushTaskException, ClosedChannelException {
    enter();
    try {
      return batcher.shutdown(mode);
    } finally {
      inCall = false;
    }
  }

  List<Region> unsettled() {
    enter();
    try {
      return batcher.unsettled();
    } finally {
      inCall = false;
    }
  }

  Remains<ByteBuffer, W> reclaim() {
    enter();
    try {
      return batcher.reclaim();
    } finally {
      inCall = false;
    }
  }

  void close() throws IOException {
    synchronized (closing) {
      IOException failure = null;
      enter();
      try {
        failure = told ? null : batcher.close();
      } finally {
        inCall = false;
      }
      try {
        owned.close();
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
      if (failure != null) {
        told = true; // last: a close that dies before this has said nothing
        throw failure;
      }
    }
  }
}
