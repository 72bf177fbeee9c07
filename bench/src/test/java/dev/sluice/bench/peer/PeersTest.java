// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.peer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.io.FileChannelWriter;
import dev.sluice.kernel.OwnedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A comparison is worth something only if all do the same job. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PeersTest {

  private static final int SIZE = 1000;
  private static final int FLUSHES = 300;

  @TempDir Path dir;
  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  /** Writes a file, and knows what it is at. */
  private static final class Watched implements OwnedWriter<ByteBuffer> {
    private final FileChannelWriter writer;
    volatile ByteBuffer inHand;

    Watched(FileChannelWriter writer) {
      this.writer = writer;
    }

    @Override
    public void writeAllAt(ByteBuffer buffer, long offset) throws IOException {
      inHand = buffer;
      writer.writeAllAt(buffer, offset);
      inHand = null;
    }

    @Override
    public void setLength(long length) {}
  }

  static Stream<Peers> all() {
    return Stream.of(Peers.values()).filter(Peers::isAvailable);
  }

  static Stream<Peers> withThread() {
    return Peers.handOffs().stream();
  }

  private Thread newThread(Runnable task) {
    Thread thread = new Thread(task, "peer");
    threads.add(thread);
    return thread;
  }

  @ParameterizedTest
  @MethodSource("all")
  void eachPeerWritesEachBufferAndGivesBackOnlyWrittenOnes(Peers peers) throws Exception {
    Path file = dir.resolve("file");
    byte[] source = new byte[SIZE * FLUSHES];
    new Random(1).nextBytes(source);
    try (FileChannelWriter channel = FileChannelWriter.open(file)) {
      Watched writer = new Watched(channel);
      ByteBuffer mine = ByteBuffer.allocateDirect(SIZE);
      ByteBuffer spare = ByteBuffer.allocateDirect(SIZE);
      Peer peer = peers.open(new Setup(writer, spare, this::newThread, file));
      for (int offset = 0; offset < source.length; offset += SIZE) {
        mine.clear().put(source, offset, SIZE).flip();
        mine = peer.flush(mine, offset);
        assertNotSame(writer.inHand, mine, "given back while it is written");
      }
      peer.close();
      assertEquals(null, writer.inHand, "closed while it writes");
    }
    assertArrayEquals(source, Files.readAllBytes(file));
    for (Thread thread : threads) {
      thread.join(10_000); // a pool has ended a moment before its thread
      assertFalse(thread.isAlive(), thread + " has ended");
    }
  }

  @ParameterizedTest
  @MethodSource("withThread")
  void twoBuffersCirculateAndOneOtherThreadWrites(Peers peers) throws Exception {
    Thread caller = Thread.currentThread();
    List<Thread> writers = new CopyOnWriteArrayList<>();
    OwnedWriter<ByteBuffer> writer =
        new NoFile((buffer, offset) -> writers.add(Thread.currentThread()));
    ByteBuffer a = ByteBuffer.allocate(SIZE);
    ByteBuffer b = ByteBuffer.allocate(SIZE);
    try (Peer peer = peers.open(new Setup(writer, b, this::newThread, null))) {
      for (int i = 0; i < 10; i++) {
        assertSame(b, peer.flush(a, 0));
        assertSame(a, peer.flush(b, 0));
      }
    }
    assertEquals(20, writers.size());
    assertEquals(List.of(threads.get(0)), writers.stream().distinct().toList());
    assertFalse(writers.contains(caller));
  }

  @ParameterizedTest
  @MethodSource("withThread")
  void anErrorOfTheWriterIsReported(Peers peers) throws Exception {
    for (int failing = 0; failing < 3; failing++) {
      long bad = failing;
      IOException error = new IOException("the disk is gone");
      OwnedWriter<ByteBuffer> writer =
          new NoFile(
              (buffer, offset) -> {
                if (offset == bad) {
                  throw error;
                }
              });
      ByteBuffer spare = ByteBuffer.allocate(SIZE);
      Peer peer = peers.open(new Setup(writer, spare, this::newThread, null));
      Exception reported =
          assertThrows(
              Exception.class,
              () -> {
                try (peer) {
                  ByteBuffer mine = ByteBuffer.allocate(SIZE);
                  for (int offset = 0; offset < 3; offset++) {
                    mine = peer.flush(mine, offset);
                  }
                }
              });
      Throwable root = reported;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      assertSame(error, root);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  @EnabledOnOs(OS.LINUX)
  void aFullDiskIsReported(Peers peers) throws Exception {
    Path full = Path.of("/dev/full");
    try (FileChannelWriter writer = FileChannelWriter.open(full)) {
      ByteBuffer spare = ByteBuffer.allocateDirect(SIZE);
      Peer peer = peers.open(new Setup(writer, spare, this::newThread, full));
      Exception e =
          assertThrows(
              Exception.class,
              () -> {
                try (peer) {
                  peer.flush(ByteBuffer.allocateDirect(SIZE), 0);
                }
              });
      String all = e + " " + e.getCause();
      assertTrue(all.contains("No space left on device"), all);
    }
  }

  private interface Write {
    void at(ByteBuffer buffer, long offset) throws IOException;
  }

  private record NoFile(Write write) implements OwnedWriter<ByteBuffer> {
    @Override
    public void writeAllAt(ByteBuffer buffer, long offset) throws IOException {
      write.at(buffer, offset);
    }

    @Override
    public void setLength(long length) {}
  }
}
