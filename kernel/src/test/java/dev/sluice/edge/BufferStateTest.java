// SPDX-License-Identifier: Apache-2.0
package dev.sluice.edge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.io.BufferedFlushWriter;
import dev.sluice.io.FileChannelWriter;
import dev.sluice.kernel.Bounded;
import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.OwnedWriter;
import dev.sluice.kernel.RefusedException;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * "Whatever a {@code ByteBuffer} carries besides its bytes (limit, position, order) is, on every
 * path, also a failing one, as documented. Seen: after a failed copy the source's limit stays cut,
 * and writing it again 'accepts' a part of it without an error."
 */
@Bounded
class BufferStateTest {

  @TempDir Path directory;

  /**
   * The whole state of a buffer except its bytes. To read the mark, this resets to it and goes
   * back.
   */
  private record State(int position, int limit, int mark, ByteOrder order) {

    static State of(ByteBuffer buffer) {
      int position = buffer.position();
      int limit = buffer.limit();
      int mark = buffer.reset().position();
      buffer.position(position);
      return new State(position, limit, mark, buffer.order());
    }

    State at(int position) {
      return new State(position, limit, mark, order);
    }
  }

  /** Returns a buffer of 200 bytes, of which those from 3 to 190 remain. The mark is at 2. */
  private static ByteBuffer source(boolean direct) {
    ByteBuffer buffer = direct ? ByteBuffer.allocateDirect(200) : ByteBuffer.allocate(200);
    buffer.put(Edge.bytes(200)).position(2).mark().position(3).limit(190);
    return buffer.order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns a buffer that {@code exchange} itself submits, with a mark at 0. */
  private static ByteBuffer whole() {
    return Edge.full().order(ByteOrder.LITTLE_ENDIAN).mark();
  }

  @Test
  @DisplayName("write: the position is behind what was accepted; limit, mark and order stay")
  void writeMovesThePositionAndKeepsAllElse() throws Exception {
    for (boolean direct : new boolean[] {false, true}) {
      ByteBuffer source = source(direct);
      State before = State.of(source);
      BufferedFlushWriter<StubWriter> buffered = Edge.buffered(StubWriter.good(), Edge.patient());
      assertEquals(187, buffered.write(source));
      assertEquals(before.at(190), State.of(source));
      buffered.close();
    }
  }

  /** Seen red by a write that sets the limit for a copy. */
  @Test
  @DisplayName(
      "write that fails in the task: the position is behind what was accepted; the rest is refused")
  void writeThatFailsMovesThePositionByWhatWasAccepted() {
    BufferedFlushWriter<StubWriter> buffered = Edge.buffered(StubWriter.full(), Edge.givesUp());
    ByteBuffer source = source(false);
    State before = State.of(source);
    assertThrows(FlushTaskException.Fatal.class, () -> buffered.write(source));
    long accepted = buffered.unsettled().stream().mapToLong(r -> r.bytes().remaining()).sum();
    State after = before.at(3 + (int) accepted);
    assertEquals(after, State.of(source));
    assertThrows(RefusedException.Ended.class, () -> buffered.write(source));
    assertEquals(after, State.of(source));
  }

  /**
   * A copy fails when the memory of the source was freed. Seen red by 46cf010, where the limit is
   * the end of the part that was to be copied.
   */
  @Test
  @DisplayName("write whose copy fails: all of the source stays, and nothing is accepted")
  void writeWhoseCopyFailsAcceptsNothing() throws Exception {
    StubWriter writer = StubWriter.good();
    BufferedFlushWriter<StubWriter> buffered = Edge.buffered(writer, Edge.patient());
    buffered.write(ByteBuffer.wrap(Edge.bytes(5)));
    ByteBuffer source = freed();
    State before = State.of(source);
    for (int i = 0; i < 2; i++) {
      assertThrows(IllegalStateException.class, () -> buffered.write(source));
      assertEquals(before, State.of(source));
    }
    buffered.close();
    assertArrayEquals(Edge.bytes(5), writer.content());
  }

  /**
   * Returns a buffer of a closed arena. This uses reflection, because the tests are compiled for
   * 17.
   */
  private static ByteBuffer freed() throws Exception {
    Assumptions.assumeTrue(
        Runtime.version().feature() >= 22,
        "no arenas on JDK " + Runtime.version().feature() + ": not tested here");
    Class<?> type = Class.forName("java.lang.foreign.Arena");
    Object arena = type.getMethod("ofConfined").invoke(null);
    Object segment = type.getMethod("allocate", long.class).invoke(arena, 200L);
    ByteBuffer buffer =
        (ByteBuffer)
            Class.forName("java.lang.foreign.MemorySegment")
                .getMethod("asByteBuffer")
                .invoke(segment);
    buffer.position(2).mark().position(3).limit(190).order(ByteOrder.LITTLE_ENDIAN);
    type.getMethod("close").invoke(arena);
    return buffer;
  }

  @Test
  @DisplayName("exchange: another buffer comes back, clear and big-endian, for each one given")
  void exchangeReturnsAClearBufferInBigEndianOrder() throws Exception {
    BufferedFlushWriter<StubWriter> buffered = Edge.buffered(StubWriter.good(), Edge.patient());
    ByteBuffer mine = whole();
    for (int i = 0; i < 5; i++) {
      ByteBuffer clean = buffered.exchange(mine);
      assertNotSame(mine, clean);
      assertEquals(ByteBuffer.allocate(Edge.CAPACITY).toString(), clean.toString());
      assertEquals(ByteOrder.BIG_ENDIAN, clean.order());
      mine = clean.order(ByteOrder.LITTLE_ENDIAN);
    }
    mine.limit(5); // it is not full, so it is copied and comes back
    ByteBuffer clean = buffered.exchange(mine);
    assertSame(mine, clean);
    assertEquals(ByteBuffer.allocate(Edge.CAPACITY).toString(), clean.toString());
    assertEquals(ByteOrder.BIG_ENDIAN, clean.order());
    buffered.close();
  }

  /** Seen red by an exchange that clears the buffer before it is accepted: the mark is lost. */
  @Test
  @DisplayName("exchange that is refused leaves the buffer as it is")
  void exchangeThatIsRefusedLeavesTheBufferAsItIs() throws Exception {
    BufferedFlushWriter<Refusing> refusing = Edge.buffered(new Refusing(), Edge.patient());
    ByteBuffer mine = whole();
    State before = State.of(mine);
    assertThrows(IllegalArgumentException.class, () -> refusing.exchange(mine));
    assertEquals(before, State.of(mine));
    refusing.close();
    assertThrows(ClosedChannelException.class, () -> refusing.exchange(mine));
    assertEquals(before, State.of(mine));
  }

  /** Seen red by a kernel that changes the limit or the order of what it hands out. */
  @Test
  @DisplayName("exchange after which the task fails: reclaim hands the buffer out as it was given")
  void reclaimHandsOutAnExchangedBufferAsItWasGiven() throws Exception {
    BufferedFlushWriter<StubWriter> buffered = Edge.buffered(StubWriter.full(), Edge.givesUp());
    ByteBuffer mine = whole();
    State before = State.of(mine);
    assertThrows(
        FlushTaskException.Fatal.class,
        () -> {
          buffered.exchange(mine);
          buffered.exchange(whole());
          buffered.exchange(whole());
        });
    ByteBuffer out = buffered.reclaim().unflushed().get(0).buffer();
    assertSame(mine, out);
    assertEquals(before, State.of(out));
  }

  /** Seen red by a {@code writeAllAt} that leaves the position where it was cut. */
  @Test
  @DisplayName("writeAllAt of a file leaves the buffer as it was found, also when it fails")
  void writeAllAtLeavesTheBufferAsItWasFound() throws Exception {
    FileChannelWriter file = FileChannelWriter.open(directory.resolve("file"));
    for (boolean direct : new boolean[] {false, true}) {
      ByteBuffer source = source(direct);
      State before = State.of(source);
      file.writeAllAt(source, 11);
      assertEquals(before, State.of(source));
      assertThrows(IllegalArgumentException.class, () -> file.writeAllAt(source, -1));
      assertEquals(before, State.of(source));
    }
    file.close();
    ByteBuffer source = source(false);
    State before = State.of(source);
    assertThrows(IOException.class, () -> file.writeAllAt(source, 0));
    assertEquals(before, State.of(source));
  }

  @Test
  @DisplayName(
      "check that refuses, by its own, by flush and by spawn, leaves the buffer as it was found")
  void checkThatRefusesLeavesTheBufferAsItWasFound() throws Exception {
    try (FileChannelWriter file =
        FileChannelWriter.open(
            directory.resolve("file"), 8, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer source = source(true);
      State before = State.of(source);
      assertThrows(IllegalArgumentException.class, () -> file.check(source, 0));
      assertThrows(
          IllegalArgumentException.class,
          () ->
              Edge.spawn(
                  file,
                  source.asReadOnlyBuffer(),
                  new Gate(),
                  new CancellationToken(),
                  Edge.patient()));
      FlushHandle<ByteBuffer, FileChannelWriter> handle =
          Edge.spawn(
              file,
              FileChannelWriter.alignedBuffer(64, 8),
              new Gate(),
              new CancellationToken(),
              Edge.patient());
      assertThrows(IllegalArgumentException.class, () -> handle.flush(source, 0));
      assertThrows(IllegalArgumentException.class, () -> handle.flush(source, -8));
      assertEquals(before, State.of(source));
      handle.close();
    }
  }

  @Test
  @DisplayName("flush that throws FlushTaskException: both buffers come out as they were submitted")
  void flushThatFailsLeavesTheBuffersAsTheyWereSubmitted() {
    FlushHandle<ByteBuffer, StubWriter> handle = Edge.spawn(StubWriter.full(), Edge.givesUp());
    ByteBuffer first = source(false);
    ByteBuffer second = source(true);
    State before = State.of(first);
    assertThrows(
        FlushTaskException.Fatal.class,
        () -> {
          handle.flush(first, 0);
          handle.flush(second, 200);
          handle.flush(ByteBuffer.allocate(1), 400);
        });
    handle.reclaim().unflushed().forEach(u -> assertEquals(before, State.of(u.buffer())));
    assertThrows(RefusedException.Ended.class, () -> handle.flush(first, 0));
    assertEquals(before, State.of(first));
  }

  /** Refuses buffers that are submitted, but not the buffers of the spawn. */
  private static final class Refusing implements OwnedWriter<ByteBuffer> {
    private int asked;

    @Override
    public void check(ByteBuffer buffer, long offset) {
      if (++asked > 2) { // both buffers of the spawn are good
        throw new IllegalArgumentException("refused");
      }
    }

    @Override
    public void writeAllAt(ByteBuffer buffer, long offset) {}

    @Override
    public void setLength(long length) {}
  }
}
