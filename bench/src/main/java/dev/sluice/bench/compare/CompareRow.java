// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.compare;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * One line of the result.
 *
 * @param what is measured
 * @param threads platform or virtual
 * @param load quiet, or busy: as many busy threads elsewhere as processors
 * @param size of a buffer in bytes; 0: nothing is written
 * @param unit of {@code ours} and {@code theirs}
 * @param ours the kernel's, median of the rounds
 * @param peer what it is compared with; null: with nothing
 * @param theirs the peer's, median of the rounds; null without a peer
 * @param ratio ours to theirs, median of the rounds' ratios; without a peer as {@code ours}
 * @param minimum of the rounds' ratios
 * @param maximum of the rounds' ratios
 * @param target the ratio that is not to be exceeded; null: none, for information
 * @param met whether the ratio is within the target; null without one
 */
public record CompareRow(
    String what,
    String threads,
    String load,
    int size,
    String unit,
    double ours,
    String peer,
    Double theirs,
    double ratio,
    double minimum,
    double maximum,
    Double target,
    Boolean met) {

  /** What a row is about. */
  record Subject(String what, ThreadKind threads, String load, int size, String unit) {

    /** Round by round against a peer. */
    CompareRow against(String peer, double[] ours, double[] theirs, Double target) {
      double[] ratios =
          IntStream.range(0, ours.length).mapToDouble(i -> ours[i] / theirs[i]).toArray();
      return row(ours, peer, median(theirs), ratios, target);
    }

    /** A figure that stands for itself. */
    CompareRow alone(double[] ours, double target) {
      return row(ours, null, null, ours, target);
    }

    private CompareRow row(
        double[] ours, String peer, Double theirs, double[] ratios, Double target) {
      double ratio = median(ratios);
      return new CompareRow(
          what,
          threads.toString(),
          load,
          size,
          unit,
          median(ours),
          peer,
          theirs,
          ratio,
          Arrays.stream(ratios).min().orElseThrow(),
          Arrays.stream(ratios).max().orElseThrow(),
          target,
          target == null ? null : ratio <= target);
    }
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
