// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.harness;

import dev.sluice.model.explore.SourceNames;
import java.util.concurrent.Callable;

/** How a command ends that looks at a kernel: its exit code tells a finding from a breakdown. */
public enum Exit {
  /** Nothing was found. */
  WELL(0),
  /** Something is wrong with the kernel. */
  WRONG(1),
  /** The command was not called as it should be, or there was nothing to look at. */
  BAD_INPUT(2),
  /** Nothing was found, but the search was stopped before its end. */
  BOUNDED(3),
  /** The command broke down, which says nothing of the kernel. */
  BROKEN(4);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  /** As the operating system sees it. */
  public int code() {
    return code;
  }

  /**
   * Ends the JVM, even if threads of a kernel that hangs would keep it alive. What is thrown is a
   * breakdown: the JVM by itself would end with the code of a finding.
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
