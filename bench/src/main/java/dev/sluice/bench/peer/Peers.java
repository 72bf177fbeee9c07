// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.peer;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.YieldingWaitStrategy;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** All peers that are compared, by name. */
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
  /** The Disruptor, with a wait strategy that blocks. */
  DISRUPTOR_BLOCKING(Kind.LIBRARY, setup -> new DisruptorPeer(setup, new BlockingWaitStrategy())),
  /** The Disruptor, with a wait strategy that yields, and so never releases its processor. */
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
   * Starts a peer.
   *
   * @param setup the parts of the peer
   * @return the peer
   * @throws Exception if a file cannot be opened
   */
  public Peer open(Setup setup) throws Exception {
    return maker.open(setup);
  }

  /** Returns the name for a reader. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Tells whether the peer runs on this JDK. */
  public boolean isAvailable() {
    return this != JOX || Runtime.version().feature() >= 21;
  }

  /** Tells whether the peer is part of the JDK and hands buffers to another thread. */
  public boolean isJdk() {
    return kind == Kind.JDK;
  }

  /** Tells whether the peer keeps a processor busy while it waits. */
  public boolean spins() {
    return kind == Kind.SPINS;
  }

  /** Tells whether the peer writes a file by itself, and needs one. */
  public boolean needsFile() {
    return kind == Kind.FILE;
  }

  /** Returns all peers that hand buffers from thread to thread, on this JDK. */
  public static List<Peers> handOffs() {
    return Stream.of(values())
        .filter(p -> p.isAvailable() && !p.needsFile() && p != SYNCHRONOUS)
        .toList();
  }
}
