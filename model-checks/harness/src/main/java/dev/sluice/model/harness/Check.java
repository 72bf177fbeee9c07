// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.harness;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A check that can be run alone. Its id begins with its layer. A mutant names, behind {@code
 * Killer:}, the check that must find it.
 *
 * <pre>
 *   explore; one flush against cancel; atomic       a scenario; real or atomic, maybe spurious
 *   unit; SlotTest#interrupted                      a test of the kernel, or a class of them
 *   stress; S21                                     a stress test, at the quick level
 *   conform                                         compares traces of random runs with the spec
 *   tlc; Slot-deaths                                a configuration of a spec
 *   mutants; 021-one-waiter-for-both-sides                  runs the check that a mutant names
 *   explore; ExactParkingTest                       a class of tests that is tagged with a layer
 * </pre>
 */
public interface Check {

  /** How many seconds a check takes, if nothing more is known. */
  int SECONDS = 10;

  /** Returns the sources that this check looks at in place of these. */
  default KernelSources prepare(KernelSources kernel) {
    return kernel;
  }

  /**
   * Runs the check on a kernel.
   *
   * @param kernel the kernel's classes
   * @param work a folder for this run, for the files that it leaves behind
   * @return the result
   * @throws IOException if the check could not be started
   */
  Outcome run(Path kernel, Path work) throws IOException, InterruptedException;

  /** Returns the id, as a user writes it. */
  String id();

  /** Returns the layer, which says what this check sees, and what it is blind to. */
  Layer layer();

  /** Returns how long this takes on two processors that do nothing else. */
  default int seconds() {
    return SECONDS;
  }

  /** Tells whether other checks may run at the same time. Those that take samples run alone. */
  default boolean sharesTheMachine() {
    return true;
  }

  /** Returns the id as the name of a file. */
  default String fileName() {
    return id().replaceAll("\\W+", "-");
  }
}
