// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.lincheck;

import dev.sluice.model.harness.Exit;
import org.jetbrains.lincheck.LincheckAssertionError;

/** Runs one of the checks, on the kernel that is first on the class path of this JVM. */
public final class PublicApiCommand {

  private PublicApiCommand() {}

  /**
   * Runs the check.
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
