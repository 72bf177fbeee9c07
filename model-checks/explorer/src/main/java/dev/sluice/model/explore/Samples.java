// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Some schedules of a search that are as different as can be: the first one of each outcome, then
 * each time the one that differs most from all that were picked before, in the number of steps at
 * which another thread runs.
 */
final class Samples {

  /** More are not looked at: a schedule is a byte for each of its steps. */
  private static final int MOST = 20_000;

  private record Schedule(byte[] choices, String outcome) {}

  private final List<Schedule> schedules = new ArrayList<>();
  private final Set<String> outcomes = new LinkedHashSet<>();

  /** A schedule was run. */
  void add(byte[] choices, String outcome) {
    if (outcomes.add(outcome) || schedules.size() < MOST) {
      schedules.add(new Schedule(choices, outcome));
    }
  }

  /** At most so many, but one for each outcome at least. */
  List<byte[]> pick(int most) {
    List<Schedule> picked = new ArrayList<>();
    for (String outcome : outcomes) {
      picked.add(schedules.stream().filter(s -> s.outcome.equals(outcome)).findFirst().get());
    }
    int[] distance = new int[schedules.size()];
    Arrays.fill(distance, Integer.MAX_VALUE);
    picked.forEach(p -> closer(distance, p));
    while (picked.size() < most) {
      int farthest = 0;
      for (int i = 1; i < distance.length; i++) {
        farthest = distance[i] > distance[farthest] ? i : farthest;
      }
      if (distance.length == 0 || distance[farthest] == 0) {
        break; // all were picked
      }
      picked.add(schedules.get(farthest));
      closer(distance, schedules.get(farthest));
    }
    return picked.stream().map(Schedule::choices).toList();
  }

  private void closer(int[] distance, Schedule to) {
    for (int i = 0; i < distance.length; i++) {
      distance[i] = Math.min(distance[i], apart(schedules.get(i).choices, to.choices));
    }
  }

  static int apart(byte[] one, byte[] other) {
    int common = Math.min(one.length, other.length);
    int apart = Math.max(one.length, other.length) - common;
    for (int i = 0; i < common; i++) {
      apart += one[i] == other[i] ? 0 : 1;
    }
    return apart;
  }
}
