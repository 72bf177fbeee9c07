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
    /** Only on volatile fields. */
    WRITE_WITH_RELEASE,
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
    return new Op(Kind.values()[random.nextInt(isVolatile ? 5 : 2)], place, value);
  }

  /**
   * Between two steps.
   *
   * @param memory what all see
   * @param at how many steps each thread has taken
   * @param seen what each step saw
   * @param late what each thread wrote with release, by place, and others do not see yet
   */
  private record State(int[] memory, int[] at, int[][] seen, List<List<int[]>> late) {

    State copy() {
      List<List<int[]>> lists = new ArrayList<>();
      late.forEach(list -> lists.add(new ArrayList<>(list)));
      return new State(
          memory.clone(),
          at.clone(),
          Arrays.stream(seen).map(int[]::clone).toArray(int[][]::new),
          lists);
    }

    String name() {
      StringBuilder text = new StringBuilder(outcome(seen, memory) + Arrays.toString(at));
      late.forEach(list -> text.append(Arrays.deepToString(list.toArray())));
      return text.toString();
    }
  }

  /** All outcomes: what each step saw, and the memory at the end. */
  SortedSet<String> outcomes() {
    SortedSet<String> outcomes = new TreeSet<>();
    int[][] seen = new int[threads.size()][];
    Arrays.setAll(seen, t -> new int[threads.get(t).size()]);
    List<List<int[]>> late = new ArrayList<>();
    threads.forEach(thread -> late.add(new ArrayList<>()));
    go(new State(new int[PLACES], new int[threads.size()], seen, late), outcomes, new HashSet<>());
    return outcomes;
  }

  private void go(State state, Set<String> outcomes, Set<String> visited) {
    if (!visited.add(state.name())) {
      return;
    }
    boolean ended = true;
    for (int t = 0; t < state.at.length; t++) {
      if (!state.late.get(t).isEmpty()) {
        ended = false;
        State next = state.copy();
        int[] write = next.late.get(t).remove(0);
        next.memory[write[0]] = write[1];
        go(next, outcomes, visited);
      }
      boolean more = state.at[t] < threads.get(t).size();
      if (more && (state.late.get(t).isEmpty() || !waits(threads.get(t).get(state.at[t])))) {
        ended = false;
        State next = state.copy();
        Op op = threads.get(t).get(next.at[t]);
        next.seen[t][next.at[t]++] = apply(op, next.memory, next.late.get(t));
        go(next, outcomes, visited);
      }
    }
    if (ended) {
      outcomes.add(outcome(state.seen, state.memory));
    }
  }

  /** Whether all that its thread wrote must be seen before. */
  private static boolean waits(Op op) {
    boolean isPlain = op.place < 2 || op.place == 4 || op.place == 5;
    return op.kind != Kind.READ && op.kind != Kind.WRITE_WITH_RELEASE && !isPlain;
  }

  private static int apply(Op op, int[] memory, List<int[]> late) {
    int was = memory[op.place];
    switch (op.kind) {
      case READ -> {
        for (int[] write : late) {
          was = write[0] == op.place ? write[1] : was;
        }
      }
      case WRITE -> memory[op.place] = op.value;
      case INCREMENT -> memory[op.place]++;
      case COMPARE_AND_SET -> memory[op.place] = was == 0 ? op.value : was;
      case WRITE_WITH_RELEASE -> late.add(new int[] {op.place, op.value});
      case GUARDED_ADD -> memory[op.place] += op.value;
    }
    return switch (op.kind) {
      case WRITE, WRITE_WITH_RELEASE -> 0;
      case COMPARE_AND_SET -> was == 0 ? 0 : -1;
      default -> was;
    };
  }

  static String outcome(int[][] seen, int[] memory) {
    return Arrays.deepToString(seen) + Arrays.toString(memory);
  }
}
