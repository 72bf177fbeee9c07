// SPDX-License-Identifier: Apache-2.0
package dev.sluice.course;

import dev.sluice.model.harness.Exit;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** The programs of each chapter that has some, and the output when they run. */
final class Ladders {

  private Ladders() {}

  static SortedMap<Integer, Callable<String>> all() {
    SortedMap<Integer, Callable<String>> all = new TreeMap<>();
    all.put(1, () -> climb(Overlap.ladder()));
    all.put(2, () -> climb(Publication.ladder()));
    all.put(3, () -> climb(LostWakeUp.ladder()));
    all.put(4, () -> climb(OneWord.ladder()));
    all.put(5, () -> climb(Ending.ladder()));
    all.put(6, () -> climb(BackPressure.ladder()));
    all.put(8, () -> climb(OneOwner.ladder()));
    all.put(10, InterruptLadder::run);
    all.put(11, () -> climb(Schedules.ladder()));
    return all;
  }

  private static String climb(List<Rung> ladder) {
    return ladder.stream().map(Rung::explore).collect(Collectors.joining("\n"));
  }

  /** Runs the ladder of a chapter, given by its number. Run it as an exploration. */
  public static void main(String[] arguments) {
    Exit.with(
        () -> {
          System.out.println(all().get(Integer.parseInt(arguments[0])).call());
          return Exit.WELL;
        });
  }
}
