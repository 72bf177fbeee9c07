// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.mutant;

import dev.sluice.model.harness.KernelSources;
import dev.sluice.model.harness.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A check that a mutant names, as it stands behind {@code Killer:}.
 *
 * <pre>
 *   explore; one flush against cancel; atomic       a scenario; real or atomic, spurious if that too
 *   unit; SlotTest#interrupted                      a test of the kernel, or a class of them
 *   stress; S21                                     a stress test, at the quick level
 *   conform                                         traces of random runs, held against the spec
 * </pre>
 */
public sealed interface Killer permits ExploreKiller, UnitKiller, StressKiller, ConformKiller {

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
  Outcome check(Path kernel, Path work) throws IOException, InterruptedException;

  /** As it is written. */
  String text();

  /** The layer of checks that it belongs to. */
  default String tool() {
    return text().split(";", 2)[0];
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
  static Killer parse(String text) {
    List<String> words = Arrays.stream(text.split(";")).map(String::strip).toList();
    switch (words.get(0)) {
      case "explore":
        boolean spurious = words.contains("spurious");
        if (words.size() == (spurious ? 4 : 3)
            && List.of("real", "atomic").contains(words.get(2))) {
          return new ExploreKiller(words.get(1), words.get(2), spurious);
        }
        break;
      case "unit":
        if (words.size() == 2) {
          return new UnitKiller(words.get(1));
        }
        break;
      case "stress":
        if (words.size() == 2) {
          return new StressKiller(words.get(1));
        }
        break;
      case "conform":
        if (words.size() == 1) {
          return new ConformKiller();
        }
        break;
      default:
        break;
    }
    throw new IllegalArgumentException("no such check: " + text);
  }
}
