// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Changes of the kernel that the spec forbids. No assertion is on and nothing else looks at the
 * runs: the oracle alone rejects them.
 */
class MutantTest {

  /** One of each would do for most; two threads do not meet in each run. */
  private static final int RUNS = 20_000;

  @TempDir Path work;

  static Stream<Mutant> mutants() {
    return Stream.of(
        new Mutant(
            "C1-the-token-is-looked-at-before-the-first-attempt-only",
            "FlushTask.java",
            "if (token.isCancelled()) { // T4",
            "if (attempt == 1 && token.isCancelled()) { // T4"),
        new Mutant(
            "C1-shutdown-does-not-look-at-the-token",
            "FlushTask.java",
            "} else if (token.isCancelled()) { // T2, T4",
            "} else if (false) { // T2, T4"),
        new Mutant(
            "E1-an-error-leaves-the-handle-open",
            "FlushHandle.java",
            "state = new Ended<>(\"an error: \" + error.getMessage(), remains);",
            "state = Phase.OPEN;"),
        new Mutant(
            "B2-shutdown-swallows-the-error",
            "FlushHandle.java",
            "if (remains.error().isPresent()) {",
            "if (false) {"),
        new Mutant(
            "B2-close-drops-what-is-pending",
            "Slot.java",
            "closed.item = w == empty ? null : w;",
            "closed.item = null;"),
        new Mutant(
            "B3-what-is-in-hand-is-not-kept",
            "FlushTask.java",
            "exit.fill(error, inHand, pending);",
            "exit.fill(error, null, pending);"),
        new Mutant(
            "B3-a-refused-buffer-is-lost",
            "FlushHandle.java",
            "throw failed(awaitExit(request)); // H5",
            "throw failed(awaitExit(null)); // H5"),
        new Mutant(
            "B1-the-buffer-in-hand-is-kept-after-it-was-sent-back",
            "FlushTask.java",
            "inHand = null;",
            ";"),
        new Mutant(
            "T10-a-fatal-error-of-a-retry-is-retried",
            "FlushTask.java",
            "if (errorPolicy.isFatal(e)) {",
            "if (errorPolicy.isFatal(e) && attempt == 1) {"),
        new Mutant(
            "T15-the-length-is-not-set",
            "FlushTask.java",
            "if (shutdown.how().setLength().isPresent()) {",
            "if (false) {"),
        new Mutant(
            "H16-an-interrupt-is-lost",
            "Slot.java",
            "interrupted |= Thread.interrupted();",
            "Thread.interrupted();"),
        new Mutant(
            "H15-reclaim-hands-out-again",
            "FlushHandle.java",
            "new Ended<>(mine.by, mine.remains.handedOut());",
            "new Ended<>(mine.by, mine.remains);"));
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void isRejected(Mutant mutant) throws Exception {
    LongFunction<Map<String, List<String>>> runs = Mutant.runs(mutant.compile(work));
    Set<Trace> seen = new HashSet<>();
    for (int seed = 0; seed < RUNS; seed++) {
      Trace trace = new Trace(runs.apply(seed));
      if (seen.add(trace)) {
        Judgement judgement = TheOracle.get().judge(trace);
        if (!judgement.accepted()) {
          System.out.println(mutant.name() + ": rejected after " + (seed + 1) + " runs");
          assertTrue(judgement.explanation().contains("BUT NOT"), judgement::explanation);
          return;
        }
      }
    }
    fail(mutant.name() + " is accepted: " + RUNS + " runs, " + seen.size() + " distinct traces");
  }

  /** The way to them is not what rejects them: the kernel itself, compiled so, is accepted. */
  @Test
  void anUnchangedCopyIsAccepted() throws Exception {
    Mutant none =
        new Mutant(
            "none", "Slot.java", "public final class Slot<M> {", "public final class Slot<M> {");
    LongFunction<Map<String, List<String>>> runs = Mutant.runs(none.compile(work));
    Conformance conformance = new Conformance("an unchanged copy");
    for (int seed = 0; seed < 2_000; seed++) {
      conformance.add(new Trace(runs.apply(seed)));
    }
    conformance.judge(TheOracle.get());
    assertEquals(List.of(), conformance.rejections());
    assertEquals(2_000, conformance.traces());
  }
}
