// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench;

import dev.sluice.bench.compare.ThreadKind;
import dev.sluice.bench.peer.NoWriter;
import dev.sluice.bench.peer.Peer;
import dev.sluice.bench.peer.Peers;
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
 * Measures the cost of a flush alone, in the kernel and in each peer. Two buffers circulate, and
 * the writer does nothing. {@code compare} interleaves the peers, which a noisy machine needs. This
 * class has JMH's profilers. The caller is JMH's thread: for a virtual thread add {@code
 * -jvmArgsAppend -Djmh.executor=VIRTUAL} to {@code -p kind=VIRTUAL}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 2,
    jvmArgsAppend = {"--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED"}) // Agrona needs this
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class PeerBenchmark {

  /** The peer. */
  @Param({
    "SLUICE",
    "EXECUTOR",
    "COMPLETABLE_FUTURE",
    "ARRAY_BLOCKING_QUEUE",
    "SYNCHRONOUS_QUEUE",
    "LINKED_TRANSFER_QUEUE",
    "EXCHANGER",
    "SPSC_SPIN",
    "AGRONA",
    "DISRUPTOR_BLOCKING",
    "DISRUPTOR_YIELDING"
  })
  public Peers peer;

  /** The kind of the task's thread. */
  @Param("PLATFORM")
  public ThreadKind kind;

  private Peer open;
  private ByteBuffer mine;

  /**
   * Starts the peer's thread.
   *
   * @throws Exception if it cannot be started
   */
  @Setup
  public void open() throws Exception {
    mine = ByteBuffer.allocate(0);
    open =
        peer.open(
            new dev.sluice.bench.peer.Setup(
                new NoWriter(), ByteBuffer.allocate(0), kind.factory(), null));
  }

  /**
   * Hands over a buffer and takes the other one.
   *
   * @return the other buffer
   * @throws Exception if the peer failed
   */
  @Benchmark
  public ByteBuffer flush() throws Exception {
    mine = open.flush(mine, 0);
    return mine;
  }

  /**
   * Ends the peer's thread.
   *
   * @throws Exception if the peer failed
   */
  @TearDown
  public void close() throws Exception {
    open.close();
  }
}
