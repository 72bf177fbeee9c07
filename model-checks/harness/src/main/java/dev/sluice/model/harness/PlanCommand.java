// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.harness;

import java.util.Arrays;

/** Prints which checks there are, by layer. Run it with a kernel on the class path. */
public final class PlanCommand {

  private PlanCommand() {}

  /**
   * Prints the checks.
   *
   * @param layers the layers to print
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
