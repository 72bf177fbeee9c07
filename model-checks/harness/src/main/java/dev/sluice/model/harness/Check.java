// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.harness;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A check that can be run alone. A mutant names the one that must find it, behind {@code Killer:}.
 * Its id begins with its layer.
 *
 * <pre>
 *   explore; one flush against cancel; atomic       a scenario; real or atomic, spurious if that too
 *   unit; SlotTest#interrupted                      a test of the kernel, or a class of them
 *   stress; S21                                     a stress test, at the quick level
 *   conform                                         traces of random runs, held against the spec
 *   tlc; Slot-deaths                                a configuration of a spec
 *   mutants; 021-both-in-one-field                  whether the check that it names finds a mutant
 *   explore; ExactParkingTest                       a class of tests that is tagged with a layer
 * </pre>
 */
public interface Check {

  /** Seconds that a check takes about, if nothing more is known of it. */
  int SECONDS = 10;

  /** What is looked at in place of these sources. */
  default KernelSources prepare(KernelSources kernel) {
    return kernel;
  }

  /**
   * Runs the check on a kernel.
   *
   * @param kernel its classes
   * @param work a folder of its own, for what is left behind
   * @return what came of it
   * @throws IOException if the check could not be started
   */
  Outcome run(Path kernel, Path work) throws IOException, InterruptedException;

  /** As it is written. */
  String id();

  /** What it sees, and what it is blind to. */
  Layer layer();

  /** How long it takes on two processors that do nothing else. */
  default int seconds() {
    return SECONDS;
  }

  /** Whether it can share the machine with others; samples need it for themselves. */
  default boolean sharesTheMachine() {
    return true;
  }

  /** The id as the name of a file. */
  default String fileName() {
    return id().replaceAll("\\W+", "-");
  }
}
