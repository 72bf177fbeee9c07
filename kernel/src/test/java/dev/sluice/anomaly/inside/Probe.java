// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly.inside;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The instrumented kernel calls this class at each probe. It counts the hits of one thread, and
 * throws at the k-th. Each world has its own copy.
 */
public final class Probe {

  /** A method begins: its frame needs stack. */
  public static final int ENTRY = 0;

  /** Other code is about to be called: the frame to come needs stack. */
  public static final int CALL = 1;

  /** The same, and the called code allocates. */
  public static final int CALL_THAT_ALLOCATES = 2;

  /** An allocation. */
  public static final int MEMORY = 3;

  /** An instruction that can fail only when it first runs. */
  public static final int RESOLVE = 4;

  /** The number of a hit is {@code place * KINDS + kind}. */
  public static final int KINDS = 5;

  /**
   * How often a place counts in one call. Code that spins comes to a place a thousand times, and
   * nothing changes.
   */
  private static final byte MOST_VISITS = 4;

  private static final StackWalker WALKER = StackWalker.getInstance();

  /**
   * The thread whose hits count, or null. It is written last, so the thread sees all other fields.
   */
  private static volatile Thread armed;

  /** Places that any thread has come to. A race here can only make two first visits of one. */
  private static final boolean[] VISITED = new boolean[10_000];

  /** How often the armed thread has come to each place. */
  private static final byte[] VISITS = new byte[VISITED.length];

  private static ErrorMode mode;
  private static int k;
  private static volatile int hits;
  private static int depth;

  /** The error that was thrown first, or null. */
  private static volatile Error first;

  private Probe() {}

  /**
   * Counts the hits of a thread from now on. At the k-th an error is thrown. The mode says whether
   * it lasts.
   */
  static void arm(Thread thread, ErrorMode mode, int k) {
    Probe.mode = mode;
    Probe.k = k;
    hits = 0;
    first = null;
    Arrays.fill(VISITS, (byte) 0);
    armed = thread;
  }

  /** Stops all errors. */
  static void disarm() {
    armed = null;
  }

  /** Tells whether a class may stay without its initialisation for ever. */
  static boolean isCold() {
    return mode == ErrorMode.FIRST;
  }

  /** Returns how many hits there were. */
  static int hits() {
    return hits;
  }

  /** Returns the error that was thrown first; null if none was. */
  static Error first() {
    return first;
  }

  /** Counts a hit; the instrumented classes call this. */
  public static void hit(int told) {
    int place = told / KINDS;
    boolean isNew = !VISITED[place];
    if (isNew) {
      VISITED[place] = true;
    }
    if (Thread.currentThread() == armed) {
      judge(place, told % KINDS, isNew);
    }
  }

  private static void judge(int place, int kind, boolean isNew) {
    if (!mode.counts(kind, isNew)) {
      return;
    }
    if (VISITS[place] < MOST_VISITS) {
      VISITS[place]++;
      hits++;
    }
    if (hits == k && first == null) {
      depth = depth(kind);
      first = mode.error(k, "k = " + k);
      throw first;
    }
    if (first != null && mode.goesOn() && (mode == ErrorMode.NO_MEMORY || depth(kind) >= depth)) {
      throw mode.error(k, "goes on after k = " + k);
    }
  }

  /** Returns how many frames there are, with the next one. */
  private static int depth(int kind) {
    boolean oneMore = kind == CALL || kind == CALL_THAT_ALLOCATES;
    return WALKER.walk(Stream::count).intValue() + (oneMore ? 1 : 0);
  }
}
