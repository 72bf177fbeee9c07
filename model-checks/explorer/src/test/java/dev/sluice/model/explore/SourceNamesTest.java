// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No output holds what a compiler is free to choose; without {@link SourceNames} these fail. */
class SourceNamesTest {

  /** Of a lambda, its class, an anonymous or a local class. */
  private static final Pattern CHOSEN =
      Pattern.compile("lambda\\$\\w+\\$\\w*\\d|\\$\\$Lambda[$/]|\\p{Lu}\\w*\\$\\d");

  /** A plain field, so that two threads that touch it race. */
  private static final class Box {
    Object value;
  }

  @ParameterizedTest
  @CsvSource({
    "a.B.lambda$run$0(B.java:3), a.B.lambda$run(B.java:3)",
    "a.B.lambda$run$12(B.java:3), a.B.lambda$run(B.java:3)",
    "a.B.lambda$new$0(B.java:3), a.B.lambda$new(B.java:3)",
    "a.B.lambda$run$1f2e3d4c$1(B.java:3), a.B.lambda$run(B.java:3)",
    "a.B$$Lambda$14/0x0000000800c03000.run, a.B$$Lambda.run",
    "a.B$$Lambda/0x00007f8f3c0a2000.run, a.B$$Lambda.run",
    "a.B$1.run(B.java:3), a.B$anonymous.run(B.java:3)",
    "a.B$C$2$1.run(B.java:3), a.B$C$anonymous$anonymous.run(B.java:3)",
    "a.B$1Local.value, a.B$Local.value",
    "a.B$1Local$2.value, a.B$Local$anonymous.value",
    "a.B.access$000(B.java:3), a.B.access$(B.java:3)",
    "a.Slot$Full.next of Buffer#1, a.Slot$Full.next of Buffer#1",
  })
  void printedNamesLeaveOutWhatTheCompilerChooses(String said, String printed) {
    assertEquals(printed, SourceNames.in(said));
    assertFalse(CHOSEN.matcher(printed).find(), printed);
  }

  @Test
  void noCanaryIsDescribedByANameTheCompilerChose() {
    List<String> described = new ArrayList<>();
    for (Canaries.Canary canary : Canaries.all()) {
      described(canary.scenario(), described);
    }
    assertTrue(described.stream().anyMatch(text -> text.contains(".lambda$racyCounter(")));
    assertTrue(described.stream().anyMatch(text -> text.contains("exception")));
    assertTrue(described.stream().anyMatch(text -> text.contains("to be unparked")));
  }

  @Test
  void unnamedAndLocalClassesAreDescribedByNoNameTheCompilerChose() {
    List<String> described = new ArrayList<>();
    described(Scenario.of("names: a race on a box", SourceNamesTest::boxes), described);
    String all = described.get(0);
    assertTrue(all.contains(".value = Lambda#1"), all);
    assertTrue(all.contains(".value = anonymous#1"), all);
    assertTrue(all.contains(".value = Local#1"), all);
    assertTrue(all.contains("SourceNamesTest$anonymous.run("), all);
  }

  @Test
  void aSwitchOnAnEnumIsNoStep() {
    Exploration one =
        Explorer.explore(
            Scenario.of("names: a switch", SourceNamesTest::switches),
            Mode.of(Search.REDUCED),
            Limits.schedules(1_000).samples(1));
    String film = one.orThrow().samples().toString();
    assertTrue(film.contains("joins thread 1"), film);
    assertFalse(film.contains("int[]#"), film);
  }

  /** Explores it up to what is wrong, and looks at all that is said of it. */
  private static void described(Scenario scenario, List<String> described) {
    Exploration e =
        Explorer.explore(scenario, Mode.of(Search.REDUCED), Limits.schedules(1_000).samples(2));
    List<Recording> recordings = new ArrayList<>(e.samples());
    e.failure().flatMap(Exploration.Failure::film).ifPresent(recordings::add);
    String text = e.failure().map(Exploration.Failure::text).orElse("") + recordings;
    assertFalse(CHOSEN.matcher(text).find(), text);
    described.add(text);
  }

  /** An enum of another class: each javac has a table for that. */
  private static String switches() throws InterruptedException {
    String[] seen = new String[1];
    Thread other = new Thread(() -> seen[0] = half(Search.REDUCED));
    other.start();
    other.join();
    return half(Search.STOCK) + seen[0];
  }

  private static String half(Search search) {
    switch (search) {
      case REDUCED:
        return "reduced";
      case STOCK:
        return "stock";
      default:
        return "other";
    }
  }

  private static String boxes() throws InterruptedException {
    class Local {}
    Box box = new Box();
    Thread other =
        new Thread(
            new Runnable() {
              @Override
              public void run() {
                Runnable lambda = () -> box.value = null;
                box.value = lambda;
                box.value = new Object() {};
                box.value = new Local();
              }
            });
    other.start();
    other.join();
    Thread last = new Thread(() -> box.value = null);
    last.start();
    Object seen = box.value;
    last.join();
    return "" + (seen == null);
  }
}
