// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What surrounds the kernel does what it should not: each would be a hang, or a silent loss. */
class MisuseTest {

  /** Calls the handle on the task's thread as the task exits. */
  private static IllegalStateException calledByTheTask(
      Consumer<FlushHandle<ByteBuffer, RecordingWriter>> call) {
    AtomicReference<FlushHandle<ByteBuffer, RecordingWriter>> handle = new AtomicReference<>();
    AtomicReference<RuntimeException> thrown = new AtomicReference<>();
    FlushListener listener =
        new FlushListener() {
          @Override
          public void exit(Optional<FlushTaskException> error) {
            try {
              call.accept(handle.get());
            } catch (RuntimeException e) {
              thrown.set(e);
            }
          }
        };
    try (Rig rig = new Rig(options -> options.withListener(listener))) {
      handle.set(rig.handle);
      rig.handle.close();
      rig.handle.reclaim(); // hangs if the task waits for itself
    }
    assertNotNull(thrown.get(), "the call was not refused");
    return (IllegalStateException) thrown.get();
  }

  private static void unchecked(IoCall call) {
    try {
      call.run();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private interface IoCall {
    void run() throws IOException;
  }

  @Test
  @DisplayName("L2 L4: the handle called by its own task is refused: it would wait for itself")
  void ownTask() {
    ByteBuffer buffer = Rig.buffer(1);
    for (IllegalStateException e :
        new IllegalStateException[] {
          calledByTheTask(h -> unchecked(() -> h.flush(buffer, 0))),
          calledByTheTask(h -> unchecked(() -> h.shutdown(ShutdownRequest.keepLength()))),
          calledByTheTask(FlushHandle::reclaim)
        }) {
      assertTrue(e.getMessage().contains("by the flush task of this handle"), e.getMessage());
    }
  }

  @Test
  @DisplayName("L3: a guard that is released, or another task's, is refused")
  void guardOfNoUse() {
    Gate gate = new Gate();
    Gate.Guard guard = gate.enter();
    RecordingWriter writer = new RecordingWriter();
    CancellationToken token = new CancellationToken();
    FlushOptions options = FlushOptions.defaults();
    FlushHandle<ByteBuffer, RecordingWriter> first =
        FlushHandle.spawn(writer, Rig.buffer(1), guard, token, options);
    assertThrows(
        IllegalStateException.class,
        () -> FlushHandle.spawn(writer, Rig.buffer(1), guard, token, options));
    first.close();
    first.reclaim();
    assertThrows(
        IllegalStateException.class,
        () -> FlushHandle.spawn(writer, Rig.buffer(1), guard, token, options));
    gate.close();
  }

  @Test
  @DisplayName("H2 L3: a refused spawn gives the guard back for another one")
  void guardIsGivenBack() {
    Gate gate = new Gate();
    Gate.Guard guard = gate.enter();
    RecordingWriter writer = new RecordingWriter();
    CancellationToken token = new CancellationToken();
    FlushOptions none = FlushOptions.defaults().withThreadFactory(task -> null);
    assertThrows(
        IllegalStateException.class,
        () -> FlushHandle.spawn(writer, Rig.buffer(1), guard, token, none));
    FlushHandle<ByteBuffer, RecordingWriter> handle =
        FlushHandle.spawn(writer, Rig.buffer(1), guard, token, FlushOptions.defaults());
    handle.close();
    gate.close(); // returns once the second task has released it
    assertEquals(1, handle.reclaim().clean().size());
  }

  @Test
  @DisplayName("T10 T11: an error of a policy does not hide the I/O error that it was asked about")
  void policyFails() throws Exception {
    IOException error = new IOException("no space left");
    IllegalStateException broken = new IllegalStateException("broken policy");
    try (Rig rig =
        new Rig(
            options ->
                options.withErrorPolicy(
                    e -> {
                      throw broken;
                    }))) {
      rig.writer.failNext(error);
      rig.handle.flush(rig.mine, 0);
      FlushTaskException.Died died =
          assertThrows(
              FlushTaskException.Died.class,
              () -> rig.handle.shutdown(ShutdownRequest.keepLength()));
      assertSame(broken, died.getCause());
      assertSame(error, broken.getSuppressed()[0]);
    }
  }

  @Test
  @DisplayName("T4 T10: what ended a handle below is not retried; its cancellation stays one")
  void writerOnTopOfAnotherHandle() throws Exception {
    FlushTaskException below = new FlushTaskException.Cancelled("below", null);
    try (Rig rig = new Rig()) {
      rig.writer.failNext(below);
      rig.handle.flush(rig.mine, 0);
      FlushTaskException.Cancelled cancelled =
          assertThrows(
              FlushTaskException.Cancelled.class,
              () -> rig.handle.shutdown(ShutdownRequest.keepLength()));
      assertSame(below, cancelled.getCause());
      assertEquals(1, rig.writer.attempts().size());
    }
    FlushTaskException died = new FlushTaskException.Died("below", null);
    try (Rig rig = new Rig()) {
      rig.writer.failNext(died);
      rig.handle.flush(rig.mine, 0);
      FlushTaskException.Fatal fatal =
          assertThrows(
              FlushTaskException.Fatal.class,
              () -> rig.handle.shutdown(ShutdownRequest.keepLength()));
      assertSame(died, fatal.getCause());
    }
  }
}
