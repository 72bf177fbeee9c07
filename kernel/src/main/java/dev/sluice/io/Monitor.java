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
 * Lets one call at a time into a {@link Batcher} (E3 one owner). Two calls that fill one buffer
 * would mix up their bytes, and nobody would see it. A second call is refused and does not wait.
 * Only a close waits for another close, as {@link java.nio.channels.Channel#close} requires.
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

  /** What to close after the task has exited: the file, if the writer opened it. */
  private final Closeable owned;

  /** The lock that a close holds from its first step to its last. */
  private final Object closing = new Object();

  /** Whether a close has said what is missing. No later close says so again. */
  private boolean told;

  /** A call leaves by a store, which cannot fail if the stack runs out. */
  private volatile boolean inCall;

  Monitor(Batcher<W> batcher, Closeable owned) {
    this.batcher = batcher;
    this.owned = owned;
  }

  /** Returns what any thread may ask, also during a call. */
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
        told = true; // this is last: a close that dies before has said nothing
        throw failure;
      }
    }
  }
}
