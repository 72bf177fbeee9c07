// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.peer;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.YieldingWaitStrategy;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** All that are compared, by name. */
public enum Peers {
  /** The kernel. */
  SLUICE(Kind.OURS, SluicePeer::new),
  /** {@code Executors.newSingleThreadExecutor}. */
  EXECUTOR(Kind.JDK, ExecutorPeer::new),
  /** {@code CompletableFuture.thenRunAsync}. */
  COMPLETABLE_FUTURE(Kind.JDK, CompletableFuturePeer::new),
  /** {@code ArrayBlockingQueue(1)}, two of them. */
  ARRAY_BLOCKING_QUEUE(Kind.JDK, setup -> new PairPeer(setup, ArrayBlockingQueueLink::new)),
  /** {@code SynchronousQueue}, two of them. */
  SYNCHRONOUS_QUEUE(Kind.JDK, SynchronousQueuePeer::new),
  /** {@code LinkedTransferQueue}, two of them. */
  LINKED_TRANSFER_QUEUE(Kind.JDK, setup -> new PairPeer(setup, LinkedTransferQueueLink::new)),
  /** {@code Exchanger}. */
  EXCHANGER(Kind.JDK, ExchangerPeer::new),
  /** JCTools {@code SpscArrayQueue}, two of them, spinning. */
  SPSC_SPIN(Kind.SPINS, setup -> new PairPeer(setup, SpscArrayQueueLink::new)),
  /** Agrona {@code OneToOneConcurrentArrayQueue}, two of them, backing off. */
  AGRONA(Kind.LIBRARY, setup -> new PairPeer(setup, AgronaLink::new)),
  /** Disruptor that blocks. */
  DISRUPTOR_BLOCKING(Kind.LIBRARY, setup -> new DisruptorPeer(setup, new BlockingWaitStrategy())),
  /** Disruptor that yields, and so never lets go of its processor. */
  DISRUPTOR_YIELDING(Kind.SPINS, setup -> new DisruptorPeer(setup, new YieldingWaitStrategy())),
  /** jox channels, two of them; JDK 21 or later. */
  JOX(Kind.LIBRARY, setup -> new PairPeer(setup, JoxLink::new)),
  /** The caller writes. */
  SYNCHRONOUS(Kind.SYNCHRONOUS, SynchronousPeer::new),
  /** {@code BufferedOutputStream}, in the caller's thread; files only. */
  BUFFERED_STREAM(Kind.FILE, BufferedStreamPeer::new),
  /** {@code AsynchronousFileChannel}; files only. */
  ASYNCHRONOUS_FILE_CHANNEL(Kind.FILE, AsynchronousFileChannelPeer::new),
  /** {@code PipedOutputStream}; files only. */
  PIPED_STREAM(Kind.FILE, PipedStreamPeer::new);

  private enum Kind {
    OURS,
    JDK,
    LIBRARY,
    SPINS,
    SYNCHRONOUS,
    FILE
  }

  private interface Maker {
    Peer open(Setup setup) throws Exception;
  }

  private final Kind kind;
  private final Maker maker;

  Peers(Kind kind, Maker maker) {
    this.kind = kind;
    this.maker = maker;
  }

  /**
   * Starts one.
   *
   * @param setup what it is made of
   * @return it
   * @throws Exception if a file cannot be opened
   */
  public Peer open(Setup setup) throws Exception {
    return maker.open(setup);
  }

  /** The name for a reader. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Whether this JDK has what it takes. */
  public boolean isAvailable() {
    return this != JOX || Runtime.version().feature() >= 21;
  }

  /** Whether it is part of the JDK and hands buffers to another thread. */
  public boolean isJdk() {
    return kind == Kind.JDK;
  }

  /** Whether it keeps a processor busy while it waits. */
  public boolean spins() {
    return kind == Kind.SPINS;
  }

  /** Whether it writes a file by itself, and needs one. */
  public boolean needsFile() {
    return kind == Kind.FILE;
  }

  /** All that hand buffers over from thread to thread, on this JDK. */
  public static List<Peers> handOffs() {
    return Stream.of(values())
        .filter(p -> p.isAvailable() && !p.needsFile() && p != SYNCHRONOUS)
        .toList();
  }
}
