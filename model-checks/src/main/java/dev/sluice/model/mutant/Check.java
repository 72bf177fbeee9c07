// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.mutant;

import dev.sluice.model.harness.KernelSources;
import dev.sluice.model.harness.Layer;
import dev.sluice.model.harness.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A check that can be run alone. A mutant names the one that must find it, behind {@code Killer:}.
 *
 * <pre>
 *   explore; one flush against cancel; atomic       a scenario; real or atomic, spurious if that too
 *   unit; SlotTest#interrupted                      a test of the kernel, or a class of them
 *   stress; S21                                     a stress test, at the quick level
 *   conform                                         traces of random runs, held against the spec
 *   tlc; Slot-deaths                                a configuration of a spec
 * </pre>
 */
public sealed interface Check permits ExploreCheck, UnitCheck, StressCheck, ConformCheck, TlcCheck {

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

  /** Its first word. */
  default String tool() {
    return id().split(";", 2)[0];
  }

  /** Whether it can share the machine with others; samples need it for themselves. */
  default boolean sharesTheMachine() {
    return true;
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is not as above
   */
  static Check parse(String text) {
    List<String> words = Arrays.stream(text.split(";")).map(String::strip).toList();
    switch (words.get(0)) {
      case "explore":
        boolean spurious = words.contains("spurious");
        if (words.size() == (spurious ? 4 : 3)
            && List.of("real", "atomic").contains(words.get(2))) {
          return new ExploreCheck(words.get(1), words.get(2), spurious);
        }
        break;
      case "unit":
        if (words.size() == 2) {
          return new UnitCheck(words.get(1));
        }
        break;
      case "stress":
        if (words.size() == 2) {
          return new StressCheck(words.get(1));
        }
        break;
      case "conform":
        if (words.size() == 1) {
          return new ConformCheck();
        }
        break;
      case "tlc":
        if (words.size() == 2) {
          return new TlcCheck(words.get(1));
        }
        break;
      default:
        break;
    }
    throw new IllegalArgumentException("no such check: " + text);
  }
}
