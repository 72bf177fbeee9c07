// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.model.explore.Exploration;
import dev.sluice.model.explore.Explorer;
import dev.sluice.model.explore.Limits;
import dev.sluice.model.explore.Mode;
import dev.sluice.model.explore.Mode.CoreSteps;
import dev.sluice.model.explore.Park;
import dev.sluice.model.explore.Recording;
import dev.sluice.model.explore.Recording.Frame;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Schedules that are recorded: what each step did, and what was so after it. */
@Tag("explore")
@Tag("explored")
@Tag("here")
@Tag("long")
class RecordingTest {

  private static final int SAMPLES = 6;

  private static Exploration explore(String name, CoreSteps slot) {
    Scenarios.Spec spec =
        Scenarios.all().stream().filter(s -> s.toString().equals(name)).findFirst().orElseThrow();
    return Explorer.explore(
            spec.scenario(),
            Mode.reduced(Park.EXACT, slot),
            Limits.schedules(Long.MAX_VALUE).samples(SAMPLES))
        .orThrow();
  }

  @Test
  void theWordShownAfterAStepIsWhatTheStepWrote() {
    int written = 0;
    for (Recording r : explore("slot: 2 sent, 2 received", CoreSteps.REAL).samples()) {
      String before = "empty";
      for (Frame frame : r.frames()) {
        String word = frame.words().get(0);
        if (frame.does().startsWith("exchanges Slot#1.word = ")) {
          String to = frame.does().substring(frame.does().indexOf("= ") + 2);
          String kind = to.equals("null") ? "empty" : to.startsWith("Buffer") ? to : word(to);
          assertTrue(word.startsWith(kind), frame + ": the word is " + word);
          written++;
        } else if (!word.startsWith("Full(") || !before.startsWith("Full(")) {
          assertEquals(before, word, "changed by no exchange: " + frame); // a Full's own fields may
        }
        before = word;
      }
    }
    assertTrue(written > 20, "only " + written + " exchanges");
  }

  private static String word(String mark) {
    return mark.substring(0, mark.indexOf('#'));
  }

  @Test
  void aRecordedBufferGoesFromHandToSlotToHand() {
    for (Recording r : explore("slot: 1 sent, 1 received", CoreSteps.REAL).samples()) {
      assertEquals(List.of("program", "thread 1"), r.threads());
      assertEquals(List.of("slot"), r.words());
      List<String> places =
          r.frames().stream().flatMap(f -> f.places().stream().limit(1)).distinct().toList();
      assertEquals(List.of("in hand, thread 0", "slot", "in hand, thread 1"), places);
    }
  }

  @Test
  void recordedSamplesDifferAndHoldEachOutcome() {
    Exploration e = explore("one flush against cancel", CoreSteps.ATOMIC);
    Set<String> outcomes = new HashSet<>();
    Set<List<Integer>> schedules = new HashSet<>();
    for (Recording r : e.samples()) {
      outcomes.add(r.outcome());
      schedules.add(r.frames().stream().map(Frame::thread).toList());
      assertTrue(r.words().containsAll(List.of("request slot", "recycle slot", "handle")));
      assertTrue(r.threads().contains("flush task"), () -> r.threads().toString());
    }
    assertEquals(e.outcomes().keySet(), outcomes);
    assertEquals(SAMPLES, schedules.size());
  }

  @Test
  void recordingSamplesDoesNotChangeWhatIsExplored() {
    Exploration with = explore("slot: both close", CoreSteps.REAL);
    Exploration without =
        Explorer.explore(
            Scenarios.all().stream()
                .filter(s -> s.toString().equals("slot: both close"))
                .findFirst()
                .orElseThrow()
                .scenario(),
            Mode.reduced(Park.EXACT, CoreSteps.REAL),
            Limits.schedules(Long.MAX_VALUE));
    assertEquals(without.schedules(), with.schedules());
    assertEquals(without.outcomes(), with.outcomes());
    assertEquals(List.of(), without.samples());
  }
}
