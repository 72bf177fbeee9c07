// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.util.Arrays;
import java.util.List;

/**
 * Finds the pairs of steps of a run that could have come in the other order, with another effect.
 *
 * <p>This is the heart of the reduction: source sets after Abdulla, Aronsson, Jonsson and Sagonas,
 * "Optimal dynamic partial order reduction", POPL 2014, on the idea of Flanagan and Godefroid, POPL
 * 2005. A run stands for all runs that differ from it by swaps of independent neighbours. For each
 * pair of dependent steps with none between them, in which the later was possible before the
 * earlier, some thread that begins such a run must be tried where the earlier was chosen.
 *
 * <p>Monitors are the exception to "none between them": between two steps that enter one, the first
 * leaves it, and the second cannot come between. So leaving is passed over, and entering is
 * compared with entering.
 */
final class Reversals {

  /** What must be tried. */
  interface Sink {
    /**
     * Some thread of {@code firsts}, or if it contains that of {@code later} best that one, must be
     * tried at a step.
     *
     * @param step where
     * @param firsts bits: threads
     * @param later the later one of the pair
     */
    void tryAt(int step, int firsts, Step later);
  }

  private final Step[] steps; // an array: a list has calls, and the engine looks at each of them
  private final int threads;

  /** For each step the last step of each thread that must come before it, or that it is. */
  private final int[][] clocks;

  private final int[][] ofThread;

  private Reversals(List<Step> steps, int threads) {
    this.steps = steps.toArray(new Step[0]);
    this.threads = threads;
    clocks = new int[steps.size()][];
    ofThread = new int[threads][];
    for (int t = 0; t < threads; t++) {
      ofThread[t] = nothing();
    }
  }

  private int[] nothing() {
    int[] clock = new int[threads];
    Arrays.fill(clock, -1);
    return clock;
  }

  /**
   * Finds them.
   *
   * @param steps a run
   * @param threads how many threads there may be
   * @param from those whose later step is at or after this; the others were found in an earlier run
   * @param sink told of each
   */
  static void find(List<Step> steps, int threads, int from, Sink sink) {
    Reversals reversals = new Reversals(steps, threads);
    for (int k = 0; k < steps.size(); k++) {
      reversals.step(k, k >= from ? sink : null);
    }
  }

  private void step(int k, Sink sink) {
    Step step = steps[k];
    int[] before = ofThread[step.thread].clone(); // what surely comes before, whatever is reversed
    int[] clock = before.clone();
    for (int j = k - 1; j >= 0; j--) {
      Step earlier = steps[j];
      if (earlier.thread == step.thread) {
        continue;
      }
      long enabledBy = earlier.enabled(step);
      if (enabledBy == Step.NOTHING && !step.dependsOn(earlier)) {
        continue;
      }
      if (before[earlier.thread] < j) {
        if (enabledBy == Step.NOTHING) {
          if (sink != null) {
            sink.tryAt(j, firsts(j, k), step);
          }
          merge(before, clocks[j]);
        } else if (Where.kind(enabledBy) != Where.Kind.MONITOR) {
          merge(before, clocks[j]);
        }
      }
      merge(clock, clocks[j]);
    }
    clock[step.thread] = k;
    clocks[k] = clock;
    ofThread[step.thread] = clock.clone();
    for (int t = 0; t < threads; t++) {
      if ((step.started >> t & 1) != 0) {
        ofThread[t] = clock.clone();
      }
    }
  }

  /**
   * The threads that may be the first of those that run between j and k if j and what depends on it
   * are left out, and then k.
   */
  private int firsts(int j, int k) {
    int first = 0;
    int seen = 0;
    for (int i = j + 1; i < k; i++) {
      Step step = steps[i];
      if (clocks[i][steps[j].thread] >= j) {
        continue; // comes after j
      }
      if ((seen >> step.thread & 1) == 0 && isFirst(clocks[i], j, i)) {
        first |= 1 << step.thread;
      }
      seen |= 1 << step.thread;
    }
    Step last = steps[k];
    if ((seen >> last.thread & 1) == 0 && isFirstWithout(j, k)) {
      first |= 1 << last.thread;
    }
    return first;
  }

  /** Whether nothing between j and i that does not depend on j must come before i. */
  private boolean isFirst(int[] clock, int j, int i) {
    for (int h = j + 1; h < i; h++) {
      int thread = steps[h].thread;
      if (clock[thread] >= h && clocks[h][steps[j].thread] < j) {
        return false;
      }
    }
    return true;
  }

  private boolean isFirstWithout(int j, int k) {
    Step last = steps[k];
    for (int h = j + 1; h < k; h++) {
      Step between = steps[h];
      boolean afterJ = clocks[h][steps[j].thread] >= j;
      if (!afterJ && (ofThread[last.thread][between.thread] >= h || between.dependsOn(last))) {
        return false;
      }
    }
    return true;
  }

  private static void merge(int[] into, int[] from) {
    for (int i = 0; i < into.length; i++) {
      into[i] = Math.max(into[i], from[i]);
    }
  }
}
