// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What one contender is told to do, and what it measured, round by round. */
final class Measurement {

  private final String name;
  private final ChildProcess contender;
  private final int size;
  private final int passes;
  private final List<Sample> samples = new ArrayList<>();

  Measurement(String name, ChildProcess contender, int size, int passes) {
    this.name = name;
    this.contender = contender;
    this.size = size;
    this.passes = passes;
  }

  String name() {
    return name;
  }

  Sample take(int millis) throws IOException {
    return Sample.parse(contender.ask(size + " " + passes + " " + millis));
  }

  /** One figure of each round. */
  double[] each(ToDoubleFunction<Sample> figure) {
    return samples.stream().mapToDouble(figure).toArray();
  }

  double[] nanos() {
    return each(Sample::nanosPerFlush);
  }

  /**
   * All in turn, many times; who begins changes. The first rounds are for the compilers.
   *
   * @param rounds that count
   */
  static void inRounds(List<Measurement> all, int rounds, int millis) throws IOException {
    int warmUps = 2;
    for (int round = 0; round < warmUps + rounds; round++) {
      for (int i = 0; i < all.size(); i++) {
        Measurement next = all.get((round + i) % all.size());
        Sample sample = next.take(millis);
        if (round >= warmUps) {
          next.samples.add(sample);
        }
      }
    }
  }
}
