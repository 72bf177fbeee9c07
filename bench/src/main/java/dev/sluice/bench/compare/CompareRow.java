// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.compare;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * One line of the result.
 *
 * @param what what is measured
 * @param threads platform or virtual
 * @param load quiet, or busy if other processes have as many busy threads as there are processors
 * @param size the size of a buffer in bytes; 0 if nothing is written
 * @param unit the unit of {@code ours} and {@code theirs}
 * @param ours the kernel's figure, the median of the rounds
 * @param peer the peer that the kernel is compared with; null for none
 * @param theirs the peer's figure, the median of the rounds; null without a peer
 * @param ratio ours to theirs, the median of the rounds' ratios; {@code ours} without a peer
 * @param minimum the minimum of the rounds' ratios
 * @param maximum the maximum of the rounds' ratios
 * @param target the ratio must not exceed this; null if the row is only for information
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

  /** The subject of a row. */
  record Subject(String what, ThreadKind threads, String load, int size, String unit) {

    /** Returns a row that compares with a peer, round by round. */
    CompareRow against(String peer, double[] ours, double[] theirs, Double target) {
      double[] ratios =
          IntStream.range(0, ours.length).mapToDouble(i -> ours[i] / theirs[i]).toArray();
      return row(ours, peer, median(theirs), ratios, target);
    }

    /** Returns a row without a peer. */
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
