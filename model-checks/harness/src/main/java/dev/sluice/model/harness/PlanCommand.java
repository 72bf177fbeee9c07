// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.harness;

import java.util.Arrays;

/** Says which checks there are, by layer. To be run with a kernel on the class path. */
public final class PlanCommand {

  private PlanCommand() {}

  /**
   * Runs it.
   *
   * @param layers those to be said
   */
  public static void main(String[] layers) {
    Exit.with(
        () -> {
          Plan.lines(Arrays.stream(layers).map(name -> Layer.of(name).orElseThrow()).toList())
              .forEach(System.out::println);
          return Exit.WELL;
        });
  }
}
