// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench;

import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.OwnedWriter;
import dev.sluice.kernel.ShutdownRequest;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures some lines of the kernel: {@code bench/variants} runs this with other lines in their
 * place. The producer waits as long as a write takes. The time above that is the price of the
 * wake-up. {@link ProcessorTime} says what the spinning costs.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class SpinBenchmark {

  /** A writer that takes as long as it is told to, and keeps its processor busy meanwhile. */
  private record TimedWriter(long nanos) implements OwnedWriter<ByteBuffer> {
    @Override
    public void writeAllAt(ByteBuffer buffer, long offset) {
      if (nanos > 0) {
        long until = System.nanoTime() + nanos;
        while (System.nanoTime() - until < 0) {
          Thread.onSpinWait();
        }
      }
    }

    @Override
    public void setLength(long length) {}
  }

  /** How long a write takes, in microseconds. */
  @Param({"0", "2", "20", "80", "160", "320"})
  public int micros;

  private FlushHandle<ByteBuffer, TimedWriter> handle;
  private ByteBuffer mine;

  /** Starts the task. */
  @Setup
  public void spawn() {
    mine = ByteBuffer.allocate(0);
    handle =
        FlushHandle.spawn(
            new TimedWriter(TimeUnit.MICROSECONDS.toNanos(micros)),
            ByteBuffer.allocate(0),
            new Gate(),
            new CancellationToken(),
            FlushOptions.defaults());
  }

  /**
   * Hands over a buffer, and takes the other one when it was written.
   *
   * @return the other buffer
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
