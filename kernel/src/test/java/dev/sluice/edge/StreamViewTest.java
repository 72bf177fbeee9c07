// SPDX-License-Identifier: Apache-2.0
package dev.sluice.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.sluice.io.BufferedFlushWriter;
import dev.sluice.kernel.Bounded;
import dev.sluice.kernel.Caller;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.OwnedWriter;
import dev.sluice.kernel.RefusedException;
import dev.sluice.kernel.Stage;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import dev.sluice.sync.Slot;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * "The stream view throws {@code IOException} only. Seen: {@code IllegalStateException} out of
 * {@code PrintStream.println}, out of {@code GZIPOutputStream.close}, and out of {@code
 * ObjectOutputStream} in place of {@code Cancelled}, as these write once more after the first
 * error."
 */
@Bounded
class StreamViewTest {

  private interface Use {
    void of() throws IOException;
  }

  /** Returns a stream whose task ends by an error, or by a cancellation, at the first buffer. */
  private static OutputStream broken(boolean cancelled) {
    CancellationToken token = new CancellationToken();
    OutputStream out = Edge.buffered(StubWriter.full(), token, Edge.givesUp()).asOutputStream();
    if (cancelled) {
      token.cancel();
    }
    return out;
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  /** Makes the call many times, then closes twice. Each exception must be the first error. */
  private static void onlyTheFirstError(Use use, Closeable top, Class<?> type) {
    int thrown = 0;
    for (int i = 0; i < 20; i++) {
      thrown += threw(use, type);
    }
    for (int i = 0; i < 2; i++) {
      thrown += threw(top::close, type);
    }
    assertTrue(thrown > 0, "nothing was said of the error");
  }

  private static int threw(Use use, Class<?> type) {
    try {
      use.of();
      return 0;
    } catch (IOException e) {
      assertInstanceOf(type, e);
      return 1;
    } catch (RuntimeException e) {
      return fail("unchecked out of a stream", e);
    }
  }

  private static void both(ForOne test) throws IOException {
    test.with(broken(false), FlushTaskException.Fatal.class);
    test.with(broken(true), FlushTaskException.Cancelled.class);
  }

  private interface ForOne {
    void with(OutputStream out, Class<?> type) throws IOException;
  }

  /**
   * Seen red by a view that passes on what the writer throws after an error, and by one that then
   * takes a single byte in silence.
   */
  @Test
  @DisplayName(
      "the bare stream throws the first error, by its type, in each later write and in one close")
  void theBareStreamThrowsNothingButTheFirstError() throws Exception {
    both(
        (out, type) -> {
          int writes = 0;
          while (threw(() -> out.write(noise(100)), type) == 0) {
            assertTrue(++writes < 20, "nothing was said of the error");
          }
          for (int i = 0; i < 3; i++) {
            assertEquals(1, threw(() -> out.write(noise(100)), type));
            assertEquals(1, threw(() -> out.write(1), type));
          }
          assertEquals(1, threw(out::close, type));
          assertEquals(0, threw(out::close, type));
        });
    both((out, type) -> onlyTheFirstError(() -> out.write(1), out, type));
  }

  @Test
  @DisplayName("PrintStream: println throws nothing, checkError tells")
  void printStreamThrowsNothingAndCheckErrorTells() throws Exception {
    both(
        (out, type) -> {
          PrintStream print = new PrintStream(out, true, "UTF-8");
          for (int i = 0; i < 20; i++) {
            print.println("a line that is long enough to fill a buffer after a few of its kind");
          }
          assertTrue(print.checkError());
          print.close();
        });
  }

  /** The stream is closed once: after a failed close its own deflater throws, on any stream. */
  @Test
  @DisplayName(
      "GZIPOutputStream: write and finish throw the first error, and close throws no other")
  void gzipStreamThrowsTheFirstError() throws Exception {
    both(
        (out, type) -> {
          GZIPOutputStream zip = new GZIPOutputStream(out);
          assertEquals(1, threw(() -> zip.write(noise(200_000)), type)); // too much to be held back
          threw(zip::close, type); // close writes what is left
        });
    both(
        (out, type) -> {
          GZIPOutputStream zip = new GZIPOutputStream(out);
          zip.write(noise(3 * Edge.CAPACITY)); // these are not compressed yet
          assertEquals(1, threw(zip::finish, type));
        });
  }

  @Test
  @DisplayName("ObjectOutputStream throws nothing but the first error: Cancelled stays Cancelled")
  void objectStreamThrowsNothingButTheFirstError() throws Exception {
    both(
        (out, type) -> {
          ObjectOutputStream objects = new ObjectOutputStream(out);
          onlyTheFirstError(
              () -> {
                objects.writeObject(noise(3000));
                objects.flush();
              },
              objects,
              type);
        });
  }

  @Test
  @DisplayName("OutputStreamWriter and BufferedOutputStream throw nothing but the first error")
  void charAndBufferedStreamsThrowNothingButTheFirstError() throws Exception {
    both(
        (out, type) -> {
          OutputStreamWriter chars = new OutputStreamWriter(out, "UTF-8");
          onlyTheFirstError(
              () -> {
                chars.write("x".repeat(3000));
                chars.flush();
              },
              chars,
              type);
        });
    both(
        (out, type) -> {
          BufferedOutputStream more = new BufferedOutputStream(out);
          onlyTheFirstError(
              () -> {
                more.write(noise(9000));
                more.flush();
              },
              more,
              type);
        });
  }

  /** Seen red by a view that passes on the refusal of a second caller. */
  @Test
  @DisplayName("a second thread in the stream gets an IOException, with the refusal as its cause")
  void aSecondThreadInTheStreamGetsAnIoException() throws Throwable {
    Stage writing = new Stage("the task writes");
    Stage go = new Stage("the writer goes on");
    StubWriter writer =
        new StubWriter(
            "slow",
            call -> {
              writing.reach();
              go.await();
            });
    BufferedFlushWriter<StubWriter> buffered = Edge.buffered(writer, Edge.patient());
    OutputStream out = buffered.asOutputStream();
    Caller<Void> first =
        Caller.call(
            () -> {
              out.write(Edge.bytes(4 * Edge.CAPACITY));
              return null;
            });
    Caller.awaitWaitingIn(first.thread(), Slot.class);
    for (Use use : new Use[] {() -> out.write(1), out::close}) {
      IOException e = assertThrows(IOException.class, use::of);
      assertInstanceOf(RefusedException.InCall.class, e.getCause());
    }
    go.reach();
    first.result();
    out.close();
    assertEquals(4 * Edge.CAPACITY, writer.content().length);
  }

  /** Seen red by a view that passes on what {@code check} throws. */
  @Test
  @DisplayName("a buffer that the writer refuses is an IOException out of the stream")
  void aBufferThatTheWriterRefusesIsAnIoException() throws Exception {
    Supplier<ByteBuffer> buffers = () -> ByteBuffer.allocate(Edge.CAPACITY);
    OutputStream out =
        BufferedFlushWriter.spawn(
                new Picky(), 0, 1, buffers, new Gate(), new CancellationToken(), Edge.patient())
            .asOutputStream();
    out.write(Edge.bytes(5));
    IOException e = assertThrows(IOException.class, out::close);
    assertInstanceOf(IllegalArgumentException.class, e.getCause());
  }

  /** Takes full buffers only. */
  private static final class Picky implements OwnedWriter<ByteBuffer> {
    @Override
    public void check(ByteBuffer buffer, long offset) {
      if (buffer.remaining() < buffer.capacity()) {
        throw new IllegalArgumentException("not full");
      }
    }

    @Override
    public void writeAllAt(ByteBuffer buffer, long offset) {}

    @Override
    public void setLength(long length) {}
  }
}
