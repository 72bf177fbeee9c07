// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.model.explore.Canaries.Canary;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each search finds what is wrong with each canary. */
@Tag("explore")
@Tag("explored")
@Tag("20s")
class CanaryTest {

  @TestFactory
  Stream<DynamicTest> eachCanaryIsCaughtByTheSearchesItIsFor() {
    return Stream.of(Search.values())
        .flatMap(
            search ->
                Canaries.all().stream()
                    .filter(canary -> canary.isFor(search))
                    .map(
                        canary ->
                            DynamicTest.dynamicTest(
                                search + ": " + canary.name(),
                                () -> assertTrue(canary.isCaughtBy(search)))));
  }

  /** Programs with some hundred schedules at most. */
  private static final Set<String> SHORT =
      Set.of(
          "all of release: a buffer",
          "all of release: a fence",
          "all of release: then compare-and-set",
          "all of release: message passing",
          "all of release: a lock",
          "all of release: unlock and look");

  /** What the reduction leaves out has no other outcome, where a write is seen late too. */
  @TestFactory
  Stream<DynamicTest> theUnreducedSearchCatchesTheShortCanariesToo() {
    List<Canary> few = Canaries.all().stream().filter(c -> SHORT.contains(c.name())).toList();
    assertEquals(SHORT.size(), few.size());
    return few.stream()
        .map(
            canary ->
                DynamicTest.dynamicTest(
                    canary.name(), () -> assertTrue(canary.isCaughtBy(Search.UNREDUCED))));
  }

  @Test
  void aSoundProgramIsCaughtByNoSearch() {
    Canary sound =
        new Canary(
            "nothing at all",
            Scenario.of("canary: none", () -> "1"),
            e -> e.failure().isPresent(),
            true);
    assertEquals(List.of(), Stream.of(Search.values()).filter(sound::isCaughtBy).toList());
  }

  /** So that slots do not spin here. */
  @Test
  void theTestsOfTheExplorerSeeOneProcessor() {
    assertEquals(1, Runtime.getRuntime().availableProcessors(), "-XX:ActiveProcessorCount=1");
  }
}
