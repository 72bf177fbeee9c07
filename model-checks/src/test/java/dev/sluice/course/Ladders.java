// SPDX-License-Identifier: Apache-2.0
package dev.sluice.course;

import dev.sluice.model.guest.Exit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All ladders, by chapter. */
final class Ladders {

  private Ladders() {}

  static SortedMap<Integer, List<Rung>> all() {
    return Collections.unmodifiableSortedMap(
        new TreeMap<>(
            Map.of(
                1, Overlap.ladder(),
                2, Publication.ladder(),
                3, LostWakeUp.ladder(),
                4, OneWord.ladder())));
  }

  /** What the exploration says of each rung. */
  static String climb(int chapter) {
    List<Rung> ladder = all().get(chapter);
    if (ladder == null) {
      throw new IllegalArgumentException("chapter " + chapter + " has no ladder");
    }
    return ladder.stream().map(Rung::explore).collect(Collectors.joining("\n"));
  }

  /** Climbs one, given by the number of its chapter; to be run as an exploration. */
  public static void main(String[] arguments) {
    Exit.with(
        () -> {
          System.out.println(climb(Integer.parseInt(arguments[0])));
          return Exit.WELL;
        });
  }
}
