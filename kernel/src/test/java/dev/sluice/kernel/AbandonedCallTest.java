// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import dev.sluice.sync.Slot;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A handle that became unreachable because the thread of its call is gone. */
@Bounded
class AbandonedCallTest {

  @Test
  @DisplayName(
      "H20 H23 L4: a flush died when it had sent its buffer: the task does not wait for it")
  void theTaskOfAnAbandonedCallWritesAllAndExits() throws Exception {
    Flush<ByteBuffer> spare = new Flush<>();
    spare.fill(Rig.buffer(2), 0, true);
    Duplex<Request<ByteBuffer>, Reply<ByteBuffer>> duplex =
        new Duplex<>(new Slot<>(), new Slot<>(spare));
    RecordingWriter writer = new RecordingWriter();
    FlushOptions options = FlushOptions.defaults().withListener(new RecordingListener());
    Gate gate = new Gate();
    Thread task =
        new Thread(
            new FlushTask<>(
                duplex.crossed(), writer, gate.enter(), new CancellationToken(), options));
    task.start();
    Flush<ByteBuffer> sent = new Flush<>();
    sent.fill(Rig.buffer(1), 0, false);
    assertTrue(duplex.out().send(sent)); // no call takes the spare
    Caller.awaitWaitingIn(task, Slot.class);
    new Abandoned<>(duplex, writer, "a test").run();
    Caller.join(task);
    assertArrayEquals(Rig.buffer(1).array(), writer.file());
    gate.close();
  }
}
