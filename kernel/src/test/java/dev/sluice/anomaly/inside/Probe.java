// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly.inside;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * What the instrumented kernel calls at each probe. It counts the hits of one thread, and throws at
 * the k-th. Each world has its own.
 */
public final class Probe {

  /** A method begins: its frame needs stack. */
  public static final int ENTRY = 0;

  /** Other code is about to be called: the frame to come needs stack. */
  public static final int CALL = 1;

  /** The same, and what is called allocates. */
  public static final int CALL_THAT_ALLOCATES = 2;

  /** An allocation. */
  public static final int MEMORY = 3;

  /** Can fail when it is run for the first time, and then only. */
  public static final int RESOLVE = 4;

  /** A hit is told as {@code place * KINDS + kind}. */
  public static final int KINDS = 5;

  /**
   * So often a place counts in one call: what spins comes to it a thousand times, and is as it was.
   */
  private static final byte MOST_VISITS = 4;

  private static final StackWalker WALKER = StackWalker.getInstance();

  /** Whose hits count, or null. Written last when armed, so all else is seen by that thread. */
  private static volatile Thread armed;

  /** Places that any thread has come to. A race here can only make two visits of the first one. */
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
   * From now on hits of a thread count. At the k-th an error is thrown, and it goes on as the mode
   * says.
   */
  static void arm(Thread thread, ErrorMode mode, int k) {
    Probe.mode = mode;
    Probe.k = k;
    hits = 0;
    first = null;
    Arrays.fill(VISITS, (byte) 0);
    armed = thread;
  }

  /** No errors any more. */
  static void disarm() {
    armed = null;
  }

  /** Whether a class may be without its initialisation for ever. */
  static boolean isCold() {
    return mode == ErrorMode.FIRST;
  }

  /** How many hits there were. */
  static int hits() {
    return hits;
  }

  /** The error that was thrown first; null if none was. */
  static Error first() {
    return first;
  }

  /** Called by the instrumented classes. */
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

  /** How many frames there are, with the one that is to come. */
  private static int depth(int kind) {
    boolean oneMore = kind == CALL || kind == CALL_THAT_ALLOCATES;
    return WALKER.walk(Stream::count).intValue() + (oneMore ? 1 : 0);
  }
}
