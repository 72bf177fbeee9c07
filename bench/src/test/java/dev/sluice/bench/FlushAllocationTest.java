// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.sluice.bench.peer.NoWriter;
import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.ShutdownRequest;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/**
 * What the two threads allocate for a flush, counted by the JVM for each of them: so it says the
 * same on a busy machine, on which a flush parks and wakes, as on a quiet one, on which it spins.
 */
class FlushAllocationTest {

  private static final int FLUSHES = 100_000;

  /** As the target for {@code gc.alloc.rate.norm}. */
  private static final double MOST_BYTES_PER_FLUSH = 0.1;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private Thread task;

  @Test
  void aFlushAllocatesOnNeitherThread() throws FlushTaskException {
    FlushHandle<ByteBuffer, NoWriter> handle =
        FlushHandle.spawn(
            new NoWriter(),
            ByteBuffer.allocate(0),
            new Gate(),
            new CancellationToken(),
            FlushOptions.defaults().withThreadFactory(r -> task = new Thread(r)));
    ByteBuffer mine = ByteBuffer.allocate(0);
    for (int i = 0; i < FLUSHES; i++) {
      mine = handle.flush(mine, 0); // warms up: classes are loaded, and what else is once only
    }
    long before = allocated();
    for (int i = 0; i < FLUSHES; i++) {
      mine = handle.flush(mine, 0);
    }
    double perFlush = (double) (allocated() - before) / FLUSHES;
    handle.shutdown(ShutdownRequest.keepLength());
    assertTrue(perFlush < MOST_BYTES_PER_FLUSH, () -> perFlush + " bytes for each flush");
  }

  private long allocated() {
    long ofTask = threads.getThreadAllocatedBytes(task.getId());
    assertTrue(ofTask > 0, "the task's thread is gone, or allocation is not counted");
    return ofTask + threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
