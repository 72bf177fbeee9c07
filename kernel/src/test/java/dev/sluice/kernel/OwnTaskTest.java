// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A writer that calls its own handle, when no other call is running. */
@Bounded
class OwnTaskTest {

  private final AtomicReference<FlushHandle<String, Closing>> handle = new AtomicReference<>();
  private final Stage idle = new Stage("the owner is in no call");
  private final Stage called = new Stage("the task has called");
  private final AtomicReference<Throwable> thrown = new AtomicReference<>();

  private final class Closing implements OwnedWriter<String> {
    @Override
    public void writeAllAt(String buffer, long offset) {
      idle.await();
      thrown.set(assertThrows(RuntimeException.class, () -> handle.get().close()));
      called.reach();
    }

    @Override
    public void setLength(long length) {}
  }

  @Test
  @DisplayName("E3: the task may not end its own handle, though no call is running: it would wait")
  void theTaskMayNotCloseItsHandleThoughNoCallRuns() throws Exception {
    FlushOptions options = FlushOptions.defaults().withListener(new RecordingListener());
    CancellationToken token = new CancellationToken();
    handle.set(FlushHandle.spawn(new Closing(), "spare", new Gate(), token, options));
    handle.get().flush("buffer", 0);
    idle.reach();
    called.await();
    assertInstanceOf(RefusedException.InCall.class, thrown.get());
    handle.get().close();
  }
}
