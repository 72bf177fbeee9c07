// SPDX-License-Identifier: Apache-2.0
package dev.sluice.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.io.BufferedFlushWriter;
import dev.sluice.kernel.Bounded;
import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushTaskException.Cancelled;
import dev.sluice.kernel.ShutdownRequest;
import dev.sluice.kernel.Stage;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * "{@code Cancelled} carries the last {@code IOException} of what was being retried as its cause."
 */
@Bounded
class CancelledCauseTest {

  private final CancellationToken token = new CancellationToken();

  private FlushHandle<ByteBuffer, StubWriter> spawn(StubWriter writer) {
    return Edge.spawn(
        writer, ByteBuffer.allocate(Edge.CAPACITY), new Gate(), token, Edge.patient());
  }

  /** Each call fails with an error of its own; the token is cancelled in the third. */
  private final IOException[] errors = {
    new IOException("the first"), new IOException("the second"), new IOException("the third")
  };

  private StubWriter failing() {
    return new StubWriter(
        "failing",
        call -> {
          if (call == 3) {
            token.cancel();
          }
          throw errors[call - 1];
        });
  }

  /** Seen red by a Cancelled without a cause, and by one with the first error. */
  @Test
  @DisplayName("T8 T4: a cancelled flush that was retried has the last of its errors as cause")
  void cancelledFlushCarriesTheLastOfItsErrors() throws Exception {
    FlushHandle<ByteBuffer, StubWriter> handle = spawn(failing());
    handle.flush(Edge.full(), 0);
    Cancelled e = assertThrows(Cancelled.class, handle::close);
    assertSame(errors[2], e.getCause());
    assertSame(errors[2], handle.reclaim().error().orElseThrow().getCause());
  }

  @Test
  @DisplayName("T8 T4: a cancelled setLength that was retried has the last of its errors as cause")
  void cancelledSetLengthCarriesTheLastOfItsErrors() {
    FlushHandle<ByteBuffer, StubWriter> handle = spawn(failing());
    Cancelled e =
        assertThrows(Cancelled.class, () -> handle.shutdown(ShutdownRequest.setLength(5)));
    assertSame(errors[2], e.getCause());
  }

  @Test
  @DisplayName("a stream whose retries are cancelled throws with the last of the errors as cause")
  void cancelledStreamCarriesTheLastOfItsErrors() throws Exception {
    BufferedFlushWriter<StubWriter> buffered = Edge.buffered(failing(), token, Edge.patient());
    buffered.write(ByteBuffer.wrap(Edge.bytes(5)));
    Cancelled e = assertThrows(Cancelled.class, () -> buffered.asOutputStream().close());
    assertSame(errors[2], e.getCause());
  }

  /** Seen red by a task that remembers the error of the previous operation. */
  @Test
  @DisplayName(
      "T4: a Cancelled has no cause if nothing was being retried, whatever went wrong before")
  void cancelledCarriesNoCauseIfNothingWasBeingRetried() throws Exception {
    Stage written = new Stage("the first buffer is written");
    StubWriter writer =
        new StubWriter(
            "fails once",
            call -> {
              if (call == 1) {
                throw errors[0];
              }
              token.cancel();
              written.reach();
            });
    FlushHandle<ByteBuffer, StubWriter> handle = spawn(writer);
    handle.flush(Edge.full(), 0);
    written.await();
    Cancelled e =
        assertThrows(Cancelled.class, () -> handle.shutdown(ShutdownRequest.setLength(64)));
    assertNull(e.getCause());
    assertEquals(2, writer.calls());
  }
}
