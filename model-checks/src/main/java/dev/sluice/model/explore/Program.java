// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A small random program of two or three threads, and all that it can do, found without the
 * explorer: by an interpreter that takes the steps in every order. A search must find just that.
 *
 * @param threads what each thread does, in order
 */
record Program(List<List<Op>> threads) {

  /**
   * Memory: two plain fields, two volatile ones, two cells, and one plain field under a monitor.
   */
  static final int PLACES = 7;

  static final int GUARDED = 6;

  /** What a thread can do. */
  enum Kind {
    READ,
    WRITE,
    /** Only on volatile fields. */
    INCREMENT,
    /** Only on volatile fields; from 0. */
    COMPARE_AND_SET,
    /** Reads the guarded field and writes it, within the monitor: one step to all others. */
    GUARDED_ADD
  }

  /**
   * One of these.
   *
   * @param place the memory
   * @param value what is written, or added
   */
  record Op(Kind kind, int place, int value) {}

  /** Few places for many steps, or the threads would hardly ever meet. */
  static Program random(long seed) {
    Random random = new Random(seed);
    int threads = 2 + random.nextInt(2);
    int longest = threads == 2 ? 4 : 2;
    int[] places = random.ints(1 + random.nextInt(2), 0, PLACES).toArray();
    List<List<Op>> ops = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      List<Op> thread = new ArrayList<>();
      for (int i = 0; i <= random.nextInt(longest); i++) {
        thread.add(op(random, places[random.nextInt(places.length)], 10 * t + i + 1));
      }
      ops.add(List.copyOf(thread));
    }
    return new Program(List.copyOf(ops));
  }

  private static Op op(Random random, int place, int value) {
    if (place == GUARDED) {
      return new Op(Kind.GUARDED_ADD, place, value);
    }
    boolean isVolatile = place == 2 || place == 3;
    return new Op(Kind.values()[random.nextInt(isVolatile ? 4 : 2)], place, value);
  }

  /** All outcomes: what each step saw, and the memory at the end. */
  SortedSet<String> outcomes() {
    SortedSet<String> outcomes = new TreeSet<>();
    int[][] seen = new int[threads.size()][];
    Arrays.setAll(seen, t -> new int[threads.get(t).size()]);
    step(new int[PLACES], new int[threads.size()], seen, outcomes, new HashSet<>());
    return outcomes;
  }

  private void step(
      int[] memory, int[] at, int[][] seen, Set<String> outcomes, Set<String> visited) {
    String state = outcome(seen, memory) + Arrays.toString(at);
    if (!visited.add(state)) {
      return;
    }
    boolean ended = true;
    for (int t = 0; t < at.length; t++) {
      if (at[t] < threads.get(t).size()) {
        ended = false;
        Op op = threads.get(t).get(at[t]);
        int was = memory[op.place];
        int sawBefore = seen[t][at[t]];
        seen[t][at[t]] = apply(op, memory);
        at[t]++;
        step(memory, at, seen, outcomes, visited);
        at[t]--;
        seen[t][at[t]] = sawBefore;
        memory[op.place] = was;
      }
    }
    if (ended) {
      outcomes.add(outcome(seen, memory));
    }
  }

  private static int apply(Op op, int[] memory) {
    int was = memory[op.place];
    switch (op.kind) {
      case READ -> {}
      case WRITE -> memory[op.place] = op.value;
      case INCREMENT -> memory[op.place]++;
      case COMPARE_AND_SET -> memory[op.place] = was == 0 ? op.value : was;
      case GUARDED_ADD -> memory[op.place] += op.value;
    }
    return switch (op.kind) {
      case WRITE -> 0;
      case COMPARE_AND_SET -> was == 0 ? 0 : -1;
      default -> was;
    };
  }

  static String outcome(int[][] seen, int[] memory) {
    return Arrays.deepToString(seen) + Arrays.toString(memory);
  }
}
