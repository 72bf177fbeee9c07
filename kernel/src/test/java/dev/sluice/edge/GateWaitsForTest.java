// SPDX-License-Identifier: Apache-2.0
package dev.sluice.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.kernel.Bounded;
import dev.sluice.kernel.Caller;
import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.OwnedWriter;
import dev.sluice.kernel.Stage;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * "{@code Gate.close} that waits long says for whom (the original does, after 100 ms, by the
 * guard's name)." And a guard that was released has left once, and lets nobody else out.
 */
@Bounded
class GateWaitsForTest {

  private static Caller<Void> close(Gate gate) {
    return Caller.call(
        () -> {
          gate.close();
          return null;
        });
  }

  /** Seen red by a close that waits in silence. The test waits for this line. */
  @Test
  @DisplayName("G3: a close that waits names the writer of each task that is inside")
  void aCloseThatWaitsNamesTheWritersInside() throws Throwable {
    Gate gate = new Gate();
    List<FlushHandle<ByteBuffer, StubWriter>> handles = new ArrayList<>();
    for (String name : List.of("first file", "second file")) {
      handles.add(
          Edge.spawn(
              new StubWriter(name, call -> {}),
              ByteBuffer.allocate(Edge.CAPACITY),
              gate,
              new CancellationToken(),
              Edge.patient()));
    }
    Edge.spawn(
            new StubWriter("has left", call -> {}),
            ByteBuffer.allocate(Edge.CAPACITY),
            gate,
            new CancellationToken(),
            Edge.patient())
        .close();
    try (CapturedLog lines = new CapturedLog()) {
      Caller<Void> close = close(gate);
      LogRecord line = lines.upTo("100 ms", "first file").get(0);
      assertEquals(Level.WARNING, line.getLevel());
      assertTrue(line.getMessage().contains("second file"), line.getMessage());
      assertFalse(line.getMessage().contains("has left"), line.getMessage());
      assertTrue(close.thread().isAlive());
      for (FlushHandle<ByteBuffer, StubWriter> handle : handles) {
        handle.close();
      }
      close.result();
    }
  }

  @Test
  @DisplayName("G3: a guard that somebody took is named by the thread that entered")
  void aCloseThatWaitsNamesTheThreadThatEntered() throws Throwable {
    Gate gate = new Gate();
    AtomicReference<Gate.Guard> guard = new AtomicReference<>();
    Thread thread = new Thread(() -> guard.set(gate.enter()), "who entered");
    thread.start();
    Caller.join(thread);
    try (CapturedLog lines = new CapturedLog()) {
      Caller<Void> close = close(gate);
      lines.upTo("100 ms", "who entered");
      guard.get().close();
      close.result();
    }
  }

  /**
   * Seen red by a close that asks for a name under the gate's lock: nobody could leave meanwhile.
   */
  @Test
  @DisplayName("G3: a name that takes long to say keeps nobody inside")
  void aNameThatTakesLongKeepsNobodyInside() throws Throwable {
    Stage asked = new Stage("the name is asked for");
    Stage left = new Stage("the task has left");
    Gate gate = new Gate();
    FlushHandle<ByteBuffer, Slow> handle =
        Edge.spawn(
            new Slow(asked, left),
            ByteBuffer.allocate(Edge.CAPACITY),
            gate,
            new CancellationToken(),
            Edge.patient());
    try (CapturedLog lines = new CapturedLog()) {
      Caller<Void> close = close(gate);
      asked.await();
      handle.close();
      left.reach();
      close.result();
      lines.upTo("100 ms", "slow name");
    }
  }

  /**
   * Seen red by a close that ends when a name throws: the gate would be closed with somebody
   * inside.
   */
  @Test
  @DisplayName(
      "G3: a name that fails goes to the thread's handler, which may fail, and close waits on")
  void aNameThatFailsDoesNotEndTheClose() throws Throwable {
    Gate gate = new Gate();
    AtomicReference<Throwable> told = new AtomicReference<>();
    Stage failed = new Stage("the name has failed");
    Gate.Guard guard =
        gate.guard(
            new Object() {
              @Override
              public String toString() {
                throw new UnsupportedOperationException("no name");
              }
            });
    guard.enter();
    Caller<Void> close =
        Caller.call(
            () -> {
              Thread.currentThread()
                  .setUncaughtExceptionHandler(
                      (thread, t) -> {
                        told.set(t);
                        failed.reach();
                        throw new IllegalStateException("the handler fails too");
                      });
              gate.close();
              return null;
            });
    failed.await();
    Caller.awaitWaitingIn(close.thread(), Gate.class);
    guard.close();
    close.result();
    assertInstanceOf(UnsupportedOperationException.class, told.get());
  }

  private record Slow(Stage asked, Stage left) implements OwnedWriter<ByteBuffer> {
    @Override
    public void writeAllAt(ByteBuffer buffer, long offset) {}

    @Override
    public void setLength(long length) {}

    @Override
    public String toString() {
      asked.reach();
      left.await();
      return "slow name";
    }
  }

  /** Seen red by a release that is not remembered: a guard that has left is inside again. */
  @Test
  @DisplayName("G2: a guard that is released again, in any order, changes nothing")
  void aGuardReleasedAgainChangesNothing() throws Throwable {
    for (int[] order :
        new int[][] {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}}) {
      Gate gate = new Gate();
      Gate.Guard[] guards = {gate.enter(), gate.enter(), gate.enter()};
      guards[order[0]].close();
      guards[order[0]].close();
      Caller<Void> close = close(gate);
      Caller.awaitWaitingIn(close.thread(), Gate.class);
      guards[order[1]].close();
      guards[order[0]].close();
      guards[order[1]].close();
      Caller.awaitWaitingIn(close.thread(), Gate.class);
      assertTrue(close.thread().isAlive());
      guards[order[2]].close();
      close.result();
      guards[order[0]].close();
      close(gate).result();
    }
  }

  /**
   * In the first edition a spawn could take a guard that was released already. Now it takes the
   * gate.
   */
  @Test
  @DisplayName("G1: a spawn is inside the gate, whatever guards were released before")
  void aSpawnIsInsideTheGate() throws Throwable {
    Gate gate = new Gate();
    gate.enter().close();
    FlushHandle<ByteBuffer, StubWriter> handle =
        Edge.spawn(
            StubWriter.good(),
            ByteBuffer.allocate(Edge.CAPACITY),
            gate,
            new CancellationToken(),
            Edge.patient());
    Caller<Void> close = close(gate);
    Caller.awaitWaitingIn(close.thread(), Gate.class);
    handle.close();
    close.result();
  }
}
