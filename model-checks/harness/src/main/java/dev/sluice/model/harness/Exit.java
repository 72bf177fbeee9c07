// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.harness;

import dev.sluice.model.explore.SourceNames;
import java.util.concurrent.Callable;

/** How a command that looks at a kernel ends. The exit code tells a finding from a breakdown. */
public enum Exit {
  /** Nothing was found. */
  WELL(0),
  /** Something is wrong with the kernel. */
  WRONG(1),
  /** The arguments were wrong, or there was nothing to look at. */
  BAD_INPUT(2),
  /** Nothing was found, but the search was stopped before its end. */
  BOUNDED(3),
  /** The command broke down. That says nothing about the kernel. */
  BROKEN(4);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  /** Returns the exit code for the operating system. */
  public int code() {
    return code;
  }

  /**
   * Runs a command and ends the JVM, even if threads of a kernel that hangs would keep it alive. An
   * exception is a breakdown here: the JVM by itself would end with the code of a finding.
   */
  public static void with(Callable<Exit> command) {
    Exit exit = BROKEN;
    try {
      exit = command.call();
    } catch (Throwable t) {
      System.out.print(SourceNames.trace(t));
    }
    System.out.flush();
    System.exit(exit.code);
  }
}
