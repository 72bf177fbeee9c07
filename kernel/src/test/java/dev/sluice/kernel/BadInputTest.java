// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import dev.sluice.sync.Slot;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Bad input is refused with a clear message before anything changes. */
@Bounded
class BadInputTest {

  private static void assertNullRefused(String name, Executable call) {
    String message = assertThrows(NullPointerException.class, call).getMessage();
    assertTrue(message != null && message.contains(name), name + ": " + message);
  }

  private static void assertRefused(String words, Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(words), message);
  }

  /** Goes on after bad input for two flushes and a shutdown, and compares every byte and buffer. */
  private static void assertGoesOn(Rig rig, ByteBuffer mine, ByteBuffer held) throws Exception {
    int before = rig.writer.attempts().size();
    assertSame(held, rig.handle.flush(Rig.fill(mine, 0x44), 0));
    assertSame(mine, rig.handle.flush(Rig.fill(held, 0x55), 8));
    assertSame(rig.writer, rig.handle.shutdown(ShutdownRequest.setLength(16)));
    assertEquals(before + 3, rig.writer.attempts().size());
    byte[] expected = new byte[16];
    java.util.Arrays.fill(expected, 0, 8, (byte) 0x44);
    java.util.Arrays.fill(expected, 8, 16, (byte) 0x55);
    assertArrayEquals(expected, rig.writer.file());
    Remains<ByteBuffer, RecordingWriter> remains = rig.handle.reclaim();
    assertEquals(List.of(), remains.unflushed());
    rig.assertConserved(remains, mine);
  }

  @Test
  @DisplayName("H3 B1: flush and shutdown refuse null, and the handle goes on")
  void flushAndShutdownRefuseNull() throws Exception {
    try (Rig rig = new Rig()) {
      assertNullRefused("buffer", () -> rig.handle.flush(null, 0));
      assertNullRefused("request", () -> rig.handle.shutdown(null));
      assertGoesOn(rig, rig.mine, rig.spare);
    }
  }

  @Test
  @DisplayName("H3 B1: flush refuses a negative offset, and the handle goes on")
  void flushRefusesANegativeOffset() throws Exception {
    try (Rig rig = new Rig()) {
      assertRefused("negative: -1", () -> rig.handle.flush(rig.mine, -1));
      assertRefused("negative", () -> rig.handle.flush(rig.mine, Long.MIN_VALUE));
      assertGoesOn(rig, rig.mine, rig.spare);
    }
  }

  @Test
  @DisplayName("H3 B1: flush refuses the spare before it was handed out, and the same buffer twice")
  void flushRefusesABufferThatTheKernelHolds() throws Exception {
    try (Rig rig = new Rig()) {
      assertRefused("is the spare", () -> rig.handle.flush(rig.spare, 8));
      assertSame(rig.spare, rig.handle.flush(rig.mine, 64));
      assertRefused("submitted for offset 64", () -> rig.handle.flush(rig.mine, 8));
      assertRefused("the kernel still holds this buffer", () -> rig.handle.flush(rig.mine, 64));
      assertSame(rig.mine, rig.handle.flush(rig.spare, 72));
      assertRefused("submitted for offset 72", () -> rig.handle.flush(rig.spare, 8));
      assertEquals(List.of(64L, 72L), flushedAfterExit(rig));
    }
    try (Rig rig = new Rig()) {
      assertRefused("is the spare", () -> rig.handle.flush(rig.spare, 8));
      assertGoesOn(rig, rig.mine, rig.spare);
    }
  }

  private static List<Long> flushedAfterExit(Rig rig) throws Exception {
    rig.handle.shutdown(ShutdownRequest.keepLength());
    rig.assertConserved(rig.handle.reclaim(), rig.mine);
    return rig.writer.attempts().stream().map(RecordingWriter.Attempt::position).toList();
  }

  @Test
  @DisplayName("H3 B1: flush throws what the writer's check throws, and the handle goes on")
  void flushThrowsWhatTheWritersCheckThrowsAndChangesNothing() throws Exception {
    try (Rig rig = new Rig()) {
      ByteBuffer readOnly = Rig.buffer(1).asReadOnlyBuffer();
      assertRefused("read-only buffer at offset 8", () -> rig.handle.flush(readOnly, 8));
      assertGoesOn(rig, rig.mine, rig.spare);
    }
    AssertionError thrown = new AssertionError("check");
    OwnedWriter<Object> writer =
        new OwnedWriter<>() {
          @Override
          public void writeAllAt(Object buffer, long offset) {}

          @Override
          public void setLength(long length) {}

          @Override
          public void check(Object buffer, long offset) {
            if (offset == 13) {
              throw thrown;
            }
          }
        };
    Object mine = new Object();
    Object spare = new Object();
    FlushHandle<Object, OwnedWriter<Object>> handle =
        FlushHandle.spawn(
            writer, spare, new Gate(), new CancellationToken(), FlushOptions.defaults());
    assertSame(thrown, assertThrows(AssertionError.class, () -> handle.flush(mine, 13)));
    assertSame(spare, handle.flush(mine, 14));
    assertSame(writer, handle.shutdown(ShutdownRequest.keepLength()));
  }

  @Test
  @DisplayName(
      "H1 H2: spawn refuses null, and a spare that the writer refuses; nothing is inside the gate")
  void spawnRefusesNullAndASpareThatTheWriterRefuses() {
    RecordingWriter writer = new RecordingWriter();
    ByteBuffer spare = Rig.buffer(1);
    Gate gate = new Gate();
    CancellationToken token = new CancellationToken();
    FlushOptions options =
        FlushOptions.defaults()
            .withThreadFactory(
                task -> {
                  throw new AssertionError("refused before a thread is made");
                });
    assertNullRefused(
        "writer",
        () -> FlushHandle.<ByteBuffer, RecordingWriter>spawn(null, spare, gate, token, options));
    assertNullRefused("spare", () -> FlushHandle.spawn(writer, null, gate, token, options));
    assertNullRefused("gate", () -> FlushHandle.spawn(writer, spare, null, token, options));
    assertNullRefused("token", () -> FlushHandle.spawn(writer, spare, gate, null, options));
    assertNullRefused("options", () -> FlushHandle.spawn(writer, spare, gate, token, null));
    assertRefused(
        "read-only buffer",
        () -> FlushHandle.spawn(writer, spare.asReadOnlyBuffer(), gate, token, options));
    gate.close(); // this would wait for a leaked guard
    assertEquals(List.of(), writer.attempts());
  }

  @Test
  @DisplayName("H1: the options refuse null for each")
  void optionsRefuseNull() {
    FlushOptions o = FlushOptions.defaults();
    assertNullRefused("threadFactory", () -> o.withThreadFactory(null));
    assertNullRefused("retryPolicy", () -> o.withRetryPolicy(null));
    assertNullRefused("listener", () -> o.withListener(null));
    assertEquals(o.retryPolicy(), o.withListener(new RecordingListener()).retryPolicy());
  }

  @Test
  @DisplayName("H8 T3: a length to set that is negative or null is refused")
  void aLengthThatIsNegativeOrNullIsRefused() {
    assertRefused("negative: -1", () -> ShutdownRequest.setLength(-1));
    assertNullRefused("setLength", () -> new ShutdownRequest(null));
    assertEquals(0, ShutdownRequest.setLength(0).setLength().getAsLong());
  }

  @Test
  @DisplayName("S1 S5 K3 T10: slot, token and policies refuse null")
  void slotTokenAndPoliciesRefuseNull() {
    Slot<String> slot = new Slot<>();
    assertNullRefused("first", () -> new Slot<String>(null));
    assertNullRefused("item", () -> slot.send(null));
    assertNullRefused("terminal", () -> slot.close(null));
    assertTrue(slot.send("goes on"));
    assertEquals("goes on", slot.receive());
    assertNullRefused("duration", () -> new CancellationToken().awaitCancelled(null));
    java.time.Duration second = java.time.Duration.ofSeconds(1);
    assertNullRefused("first", () -> RetryPolicy.exponential(null, second));
    assertNullRefused("longest", () -> RetryPolicy.exponential(second, null));
  }
}
