// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import dev.sluice.sync.GateClosedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The code around the kernel does what it must not do. Each case would be a hang, or a silent loss.
 */
class MisuseTest {

  /** Calls the handle on the task's thread as the task exits. */
  private static RuntimeException calledByTheTask(
      Consumer<FlushHandle<ByteBuffer, RecordingWriter>> call) {
    AtomicReference<FlushHandle<ByteBuffer, RecordingWriter>> handle = new AtomicReference<>();
    AtomicReference<RuntimeException> thrown = new AtomicReference<>();
    FlushListener listener =
        new FlushListener() {
          @Override
          public void exit(OwnedWriter<?> writer, Optional<FlushTaskException> error) {
            try {
              call.accept(handle.get());
            } catch (RuntimeException e) {
              thrown.set(e);
            }
          }
        };
    try (Rig rig = new Rig(options -> options.withListener(listener))) {
      handle.set(rig.handle);
      rig.handle.detach();
      rig.handle.reclaim(); // hangs if the task waits for itself
    }
    assertNotNull(thrown.get(), "the call was not refused");
    return thrown.get();
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
  void theHandleRefusesEachCallOfItsOwnTask() {
    ByteBuffer buffer = Rig.buffer(1);
    for (RuntimeException e :
        new RuntimeException[] {
          calledByTheTask(h -> unchecked(() -> h.flush(buffer, 0))),
          calledByTheTask(h -> unchecked(() -> h.shutdown(ShutdownRequest.keepLength()))),
          calledByTheTask(h -> unchecked(h::close)),
          calledByTheTask(FlushHandle::detach),
          calledByTheTask(FlushHandle::reclaim)
        }) {
      assertInstanceOf(RefusedException.InCall.class, e);
    }
  }

  @Test
  @DisplayName("G4 H2: a gate that is closing refuses the spawn, before a thread is made")
  void aClosingGateRefusesTheSpawnBeforeAThreadIsMade() throws Throwable {
    Gate gate = new Gate();
    Gate.Guard guard = gate.enter();
    Caller<Void> closing =
        Caller.call(
            () -> {
              gate.close();
              return null;
            });
    closing.awaitWaitingIn(Gate.class);
    RecordingWriter writer = new RecordingWriter();
    CancellationToken token = new CancellationToken();
    FlushOptions options =
        FlushOptions.defaults()
            .withThreadFactory(
                task -> {
                  throw new AssertionError("refused before a thread is made");
                });
    assertThrows(
        GateClosedException.class,
        () -> FlushHandle.spawn(writer, Rig.buffer(1), gate, token, options));
    guard.close();
    closing.result();
  }

  @Test
  @DisplayName(
      "G4 H2: a gate that closes while the spawn is under way refuses it, and the task leaves")
  void aGateThatClosesMeanwhileRefusesTheSpawn() throws Exception {
    Gate gate = new Gate();
    RecordingWriter writer = new RecordingWriter();
    RecordingListener listener = new RecordingListener();
    AtomicReference<Thread> made = new AtomicReference<>();
    FlushOptions options =
        FlushOptions.defaults()
            .withListener(listener)
            .withThreadFactory(
                task -> {
                  gate.close();
                  made.set(new Thread(task));
                  return made.get();
                });
    assertThrows(
        GateClosedException.class,
        () -> FlushHandle.spawn(writer, Rig.buffer(1), gate, new CancellationToken(), options));
    Caller.join(made.get());
    assertEquals(List.of(), listener.events());
    assertEquals(List.of(), writer.attempts());
  }

  @Test
  @DisplayName("H2 L3: a refused spawn leaves nothing inside the gate; another one may follow")
  void aRefusedSpawnLeavesNothingInsideTheGate() throws Exception {
    Gate gate = new Gate();
    RecordingWriter writer = new RecordingWriter();
    CancellationToken token = new CancellationToken();
    FlushOptions none = FlushOptions.defaults().withThreadFactory(task -> null);
    assertThrows(
        IllegalStateException.class,
        () -> FlushHandle.spawn(writer, Rig.buffer(1), gate, token, none));
    FlushHandle<ByteBuffer, RecordingWriter> handle =
        FlushHandle.spawn(writer, Rig.buffer(1), gate, token, FlushOptions.defaults());
    handle.detach();
    gate.close(); // returns when the second task has left
    assertEquals(1, handle.reclaim().clean().size());
  }

  @Test
  @DisplayName("T10 T11: an error of a policy does not hide the I/O error that it was asked about")
  void aBrokenPolicyDoesNotHideTheIoError() throws Exception {
    IOException error = new IOException("no space left");
    IllegalStateException broken = new IllegalStateException("broken policy");
    try (Rig rig =
        new Rig(
            options ->
                options.withRetryPolicy(
                    (e, attempt) -> {
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
  void whatEndedAHandleBelowIsNotRetried() throws Exception {
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
