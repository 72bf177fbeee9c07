// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.harness;

import java.nio.file.Path;

/** Runs one check on a kernel. Run it in the folder of this module, or in a folder like it. */
public final class CheckCommand {

  private CheckCommand() {}

  /**
   * Runs the check. The exit code says what the result is.
   *
   * @param arguments the check, see {@link Check}; the kernel's classes; a folder for the check
   */
  public static void main(String[] arguments) {
    Exit.with(
        () -> {
          Outcome outcome =
              Plan.check(arguments[0]).run(Path.of(arguments[1]), Path.of(arguments[2]));
          System.out.println(outcome.says());
          return switch (outcome.kind()) {
            case PASSED -> Exit.WELL;
            case FOUND -> Exit.WRONG;
            case BROKE -> Exit.BROKEN;
          };
        });
  }
}
