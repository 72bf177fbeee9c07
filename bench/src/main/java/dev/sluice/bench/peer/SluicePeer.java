// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.peer;

import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.OwnedWriter;
import dev.sluice.kernel.ShutdownRequest;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The kernel. An error of the writer is fatal here, as it is for the peers. */
final class SluicePeer implements Peer {

  private final FlushHandle<ByteBuffer, OwnedWriter<ByteBuffer>> handle;

  SluicePeer(Setup setup) {
    handle =
        FlushHandle.spawn(
            setup.writer(),
            setup.spare(),
            new Gate(),
            new CancellationToken(),
            FlushOptions.defaults()
                .withThreadFactory(setup.threads())
                .withRetryPolicy((error, attempt) -> Optional.empty()));
  }

  @Override
  public ByteBuffer flush(ByteBuffer dirty, long offset) throws Exception {
    return handle.flush(dirty, offset);
  }

  @Override
  public void close() throws Exception {
    handle.shutdown(ShutdownRequest.keepLength());
  }
}
