// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.lincheck;

import dev.sluice.model.harness.Exit;
import org.jetbrains.lincheck.LincheckAssertionError;

/** One of the checks, in a JVM of its own: on the kernel that stands first on its class path. */
public final class PublicApiCommand {

  private PublicApiCommand() {}

  /**
   * Checks.
   *
   * @param arguments the name of the check
   */
  public static void main(String[] arguments) {
    Exit.with(() -> run(PublicApi.valueOf(arguments[0])));
  }

  private static Exit run(PublicApi check) {
    try {
      check.check();
      return Exit.WELL;
    } catch (LincheckAssertionError found) {
      System.out.println(found.getMessage());
      return Exit.WRONG;
    }
  }
}
