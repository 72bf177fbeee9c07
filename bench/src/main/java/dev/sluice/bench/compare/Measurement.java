// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The command for one contender, and its measurements, round by round. */
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

  /** Returns one figure of each round. */
  double[] each(ToDoubleFunction<Sample> figure) {
    return samples.stream().mapToDouble(figure).toArray();
  }

  double[] nanos() {
    return each(Sample::nanosPerFlush);
  }

  /**
   * Measures all in turn, many times. Each round begins with another one. The first rounds are for
   * the compilers.
   *
   * @param rounds how many rounds count
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
