// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench;

import dev.sluice.kernel.CancellationToken;
import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.Gate;
import dev.sluice.kernel.OwnedWriter;
import dev.sluice.kernel.ShutdownRequest;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What {@code flush} costs by itself: two buffers circulate, and the writer does nothing. So this
 * is one hand-off to the task and one back, with neither side ever busy with anything else.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class FlushBenchmark {

  /** Does nothing. */
  static final class NoWriter implements OwnedWriter<ByteBuffer> {
    @Override
    public void writeAllAt(ByteBuffer buffer, long offset) {}

    @Override
    public void setLength(long length) {}
  }

  private FlushHandle<ByteBuffer, NoWriter> handle;
  private ByteBuffer mine;

  /** Starts the task. */
  @Setup
  public void spawn() {
    mine = ByteBuffer.allocate(0);
    ByteBuffer spare = ByteBuffer.allocate(0);
    handle =
        FlushHandle.spawn(
            new NoWriter(),
            spare,
            new Gate().enter(),
            new CancellationToken(),
            FlushOptions.defaults());
  }

  /**
   * Hands over a buffer and takes the other one.
   *
   * @return that buffer
   * @throws FlushTaskException if the task failed
   */
  @Benchmark
  public ByteBuffer flush() throws FlushTaskException {
    mine = handle.flush(mine, 0);
    return mine;
  }

  /**
   * Ends the task.
   *
   * @throws FlushTaskException if the task failed
   */
  @TearDown
  public void shutdown() throws FlushTaskException {
    handle.shutdown(ShutdownRequest.keepLength());
  }
}
