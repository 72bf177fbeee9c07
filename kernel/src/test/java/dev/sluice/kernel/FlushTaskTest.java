// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import dev.sluice.sync.Monitors;
import dev.sluice.sync.Slot;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The task alone, with the test in place of the handle, so that the test can look between steps.
 */
@Bounded
class FlushTaskTest {

  private final Slot<Request<ByteBuffer>> requests = new Slot<>();
  private final Slot<Reply<ByteBuffer>> replies = new Slot<>();
  private final RecordingWriter writer = new RecordingWriter();
  private final Gate gate = new Gate();
  private final List<Boolean> refusedAtExit = new ArrayList<>();

  private final FlushListener listener =
      new FlushListener() {
        @Override
        public void exit(OwnedWriter<?> writer, Optional<FlushTaskException> error) {
          refusedAtExit.add(!requests.send(request(9)));
        }
      };

  private Thread start() {
    FlushTask<ByteBuffer> task =
        new FlushTask<>(
            new Duplex<>(replies, requests),
            writer,
            gate.enter(),
            new CancellationToken(),
            FlushOptions.defaults().withListener(listener));
    Thread thread = new Thread(task, "task under test");
    thread.start();
    return thread;
  }

  private static Flush<ByteBuffer> request(int offset) {
    Flush<ByteBuffer> request = new Flush<>();
    request.fill(Rig.buffer(offset), offset, false);
    return request;
  }

  @Test
  @DisplayName(
      "T16 B3: an exit keeps what is pending, releases the guard, then publishes the outcome")
  void exitRefusesRequestsReleasesTheGuardThenPublishesTheOutcome() {
    RecordingWriter.Hold first = writer.holdNext();
    Thread thread = start();
    Flush<ByteBuffer> inHand = request(1);
    Flush<ByteBuffer> pending = request(2);
    Flush<ByteBuffer> probe = request(3);
    assertTrue(requests.send(inHand));
    first.awaitHeld();
    assertTrue(requests.send(pending));
    synchronized (Monitors.of(gate)) { // the task cannot release its guard now
      first.releaseThrowing(new ClosedChannelException());
      Caller.awaitBlockedIn(thread, Gate.Guard.class);
      assertFalse(requests.send(probe), "requests are refused before the guard is released");
      // If the outcome had been published, this side would be closed, and send would throw.
      assertTrue(replies.send(probe), "the outcome is published after the guard is released");
    }
    assertSame(probe, replies.receive());
    Reply.Exit<ByteBuffer> exit = (Reply.Exit<ByteBuffer>) replies.receive();
    assertFalse(inHand.written); // the handle, which knows both, finds them unflushed
    assertFalse(pending.written);
    assertTrue(exit.error instanceof FlushTaskException.Fatal);
    assertEquals(List.of(true), refusedAtExit);
    gate.close();
    Caller.join(thread);
  }

  @Test
  @DisplayName("T13 T14 L4: nobody takes the buffer: it waits in the recycle slot, the task exits")
  void theTaskExitsThoughNobodyTakesTheBuffer() {
    Flush<ByteBuffer> last = request(1);
    assertTrue(requests.send(last));
    requests.close(new Request.Drop<>());
    Caller.join(start()); // the task has exited, and nobody has received
    assertSame(last, replies.receive());
    Reply.Exit<ByteBuffer> exit = (Reply.Exit<ByteBuffer>) replies.receive();
    assertNull(exit.error);
    assertTrue(last.written);
    assertEquals(1, writer.attempts().size());
    gate.close();
  }

  @Test
  @DisplayName("T5 T12 B3: a buffer that was sent back is written, whatever becomes of the task")
  void aBufferSentBackIsWrittenWhateverBecomesOfTheTask() {
    writer.passNext().failNext(new ClosedChannelException());
    Thread thread = start();
    assertTrue(requests.send(request(1)));
    Flush<ByteBuffer> recycled = (Flush<ByteBuffer>) replies.receive();
    assertEquals(1, recycled.offset);
    requests.close(new Request.Shutdown<>(ShutdownRequest.setLength(0)));
    Reply.Exit<ByteBuffer> exit = (Reply.Exit<ByteBuffer>) replies.receive();
    assertTrue(recycled.written);
    assertTrue(exit.error instanceof FlushTaskException.Fatal);
    Caller.join(thread);
  }
}
