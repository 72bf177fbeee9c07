// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import dev.sluice.sync.Slot;
import java.io.IOException;
import java.util.Optional;

/**
 * Goes once through each end of a handle, in one thread and without I/O. So what an end needs is
 * loaded and linked while there is enough memory and stack.
 */
final class Rehearsal implements OwnedWriter<Object> {

  private static volatile boolean done;

  private final Throwable failure;

  private Rehearsal(Throwable failure) {
    this.failure = failure;
  }

  /** Runs again if it failed. A spawn whose rehearsal fails has failed, and changed nothing. */
  static void once() {
    for (int end = 0; end < 6 && !done; end++) {
      rehearse(end % 3 == 0 ? null : end % 3 == 1 ? new IOException() : new Error(), end < 3);
    }
    done = true;
  }

  private static void rehearse(Throwable failure, boolean closes) {
    Rehearsal writer = new Rehearsal(failure);
    FlushOptions options =
        new FlushOptions(Thread::new, (error, attempt) -> Optional.empty(), new FlushListener() {});
    Flush<Object> held = new Flush<>();
    held.fill(writer, 0, true);
    Duplex<Request<Object>, Reply<Object>> duplex = new Duplex<>(new Slot<>(), new Slot<>(held));
    Gate.Guard guard = new Gate().enter();
    CancellationToken token = new CancellationToken();
    FlushTask<Object> task = new FlushTask<>(duplex.crossed(), writer, guard, token, options);
    FlushHandle<Object, Rehearsal> handle = new FlushHandle<>(duplex, writer, null, held);
    try {
      handle.flush(new Object(), 0); // no task has to take it: there is room, and a spare to return
      duplex.out().close(new Request.Shutdown<>(ShutdownRequest.setLength(0)));
      task.run();
      if (closes) {
        handle.close();
      } else {
        handle.shutdown(ShutdownRequest.keepLength());
      }
    } catch (FlushTaskException e) {
      if (failure == null) {
        throw new IllegalStateException("the rehearsal of an end failed", e);
      }
    }
    handle.reclaim();
    handle.detach();
  }

  @Override
  public void writeAllAt(Object buffer, long offset) throws IOException {
    if (failure instanceof IOException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
  }

  @Override
  public void setLength(long length) {}
}
