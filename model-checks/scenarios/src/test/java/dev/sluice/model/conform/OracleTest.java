// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Traces made by hand: right ones are accepted, wrong ones rejected where they go wrong. */
@Tag("conform")
@Tag("long")
@Tag("here")
class OracleTest {

  /** Two flushes, a write that is repeated, a shutdown that sets the length, a reclaim. */
  private static final List<String> RIGHT =
      List.of(
          "a: spawned",
          "a: call flush; in #7; flush returned #0",
          "a: call flush; in #9; flush returned #7",
          "a: call shutdown set; shutdown returned",
          "a: call reclaim; reclaimed clean [#9] unflushed [] writer false error none",
          "a: call flush; refused after the end, none",
          "task: attempt flush #7; begin flush #7 holds #7; fail flush #7 holds #7; retriable no 1",
          "task: pause flush #7 no 1; retry flush #7 no 2; begin flush #7 holds #7",
          "task: end flush #7 holds #7; done flush #7 no 2",
          "task: attempt flush #9; begin flush #9 holds #9; end flush #9 holds #9",
          "task: done flush #9 no 1",
          "task: attempt length; begin length; end length; done length no 1",
          "task: exit none; gone");

  /** A flush of which the write fails for good. */
  private static final List<String> FATAL =
      List.of(
          "a: spawned; call flush; in #1; flush returned #0",
          "a: call shutdown keep; shutdown failed Fatal",
          "a: call reclaim; reclaimed clean [] unflushed [#1 holds #1] writer true error Fatal",
          "task: attempt flush #1; begin flush #1 holds #1; fail flush #1 holds #1; fatal no 1",
          "task: exit Fatal; gone",
          "gate: gate closed");

  /** The token is cancelled while the task pauses. */
  private static final List<String> CANCELLED =
      List.of(
          "a: spawned; call flush; in #1; flush returned #0",
          "a: call close; close failed Cancelled",
          "a: call reclaim; reclaimed clean [] unflushed [#1 holds #1] writer true error Cancelled",
          "canceller: cancelled",
          "task: attempt flush #1; begin flush #1 holds #1; fail flush #1 holds #1; retriable for"
              + " long no 1",
          "task: pause flush #1 no 1",
          "task: exit Cancelled; gone");

  private static Trace trace(List<String> lines) {
    Map<String, List<String>> threads = new TreeMap<>();
    for (String line : lines) {
      String[] parts = line.split(": ", 2);
      threads
          .computeIfAbsent(parts[0], thread -> new ArrayList<>())
          .addAll(Arrays.asList(parts[1].split("; ")));
    }
    return new Trace(threads);
  }

  private static Judgement judge(List<String> lines) throws Exception {
    return TheOracle.get().judge(trace(lines));
  }

  @Test
  void theOracleAcceptsTracesThatAreRight() throws Exception {
    for (List<String> right : List.of(RIGHT, FATAL, CANCELLED)) {
      Judgement judgement = judge(right);
      assertTrue(judgement.accepted(), judgement::explanation);
    }
  }

  @Test
  void theOracleSaysWhichPathItFound() throws Exception {
    List<String> actions = judge(FATAL).path().stream().map(Judgement.Step::action).toList();
    assertTrue(
        actions.containsAll(List.of("H1_Spawned", "T10_Fatal", "T16_Published")),
        actions::toString);
    assertFalse(actions.contains("T5_Written"), actions::toString);
  }

  /** Each is one of the traces above with one thing changed: thread, was, is, what was allowed. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        // B2: shutdown returns the writer though a buffer was not written.
        "FATAL | a: shutdown failed Fatal | shutdown returned | a: shutdown failed Fatal",
        // B3: neither flushed nor unflushed.
        "FATAL | a: unflushed [#1 holds #1] | unflushed [] "
            + "| a: reclaimed clean [] unflushed [#1 holds #1] writer true error Fatal",
        // B3: both.
        "RIGHT | a: clean [#9] unflushed [] | clean [#9] unflushed [#9 holds #9] "
            + "| a: reclaimed clean [#2] unflushed [] writer false error none",
        // B1: a clean buffer is lost.
        "RIGHT | a: clean [#9] | clean [] | a: reclaimed clean [#2] unflushed [] writer false error"
            + " none",
        // B4: the second flush is written first.
        "RIGHT | task: #7 | #9 | task: attempt flush #1; begin flush #1 holds #1",
        // B4: the length is set before the last flush.
        "RIGHT | task: attempt flush #9; begin flush #9 holds #9; end flush #9 holds #9; "
            + "done flush #9 no 1; | attempt length; begin length; end length; done length no 1; "
            + "| task: attempt flush #2; begin flush #2 holds #2",
        // A buffer is written twice, though the write ended well.
        "RIGHT | task: done flush #7 no 2; | done flush #7 no 2; retry flush #7 no 3; "
            + "begin flush #7 holds #7; end flush #7 holds #7; done flush #7 no 3; "
            + "| task: attempt flush #2; begin flush #2 holds #2",
        // B5: the buffer is filled again before it is written.
        "RIGHT | task: begin flush #9 holds #9 | begin flush #9 holds #7 "
            + "| task: attempt flush #2; begin flush #2 holds #2",
        // B5: the buffer is filled again while it is written.
        "RIGHT | task: end flush #9 holds #9 | end flush #9 holds #7 "
            + "| task: end flush #2 holds #2; done flush #2 no 1",
        // The buffer that was just submitted comes back.
        "RIGHT | a: flush returned #7 | flush returned #9 | a: flush returned #1",
        // E1: the handle goes on after the end.
        "RIGHT | a: refused after the end, none | in #10; flush returned #9 "
            + "| a: refused after the end, none",
        // C1: an attempt after the pause was cut short.
        "CANCELLED | task: exit Cancelled | retry flush #1 no 2; begin flush #1 holds #1; "
            + "end flush #1 holds #1; done flush #1 no 2; exit none | task: exit Cancelled",
        // A pause is cut short and nobody has cancelled.
        "CANCELLED | canceller: cancelled | nothing | any: cancelled",
        // A fatal error is retried.
        "FATAL | task: fatal no 1; exit Fatal | fatal no 1; pause flush #1 no 1; exit Fatal "
            + "| task: exit Fatal",
        // An error that is to be retried ends the task.
        "CANCELLED | task: retriable for long no 1; pause flush #1 no 1 | fatal no 1 "
            + "| task: exit Fatal",
        // The cancellation is told as another error (the bug that the original's fix was for).
        "CANCELLED | a: error Cancelled | error Died | error Cancelled",
        // The listener is not told.
        "RIGHT | task: begin flush #9 holds #9; end flush #9 holds #9; done flush #9 no 1 "
            + "| begin flush #9 holds #9; end flush #9 holds #9 "
            + "| task: end flush #2 holds #2; done flush #2 no 1",
        // H16: the interrupt is lost.
        "RIGHT | a: in #9 | in #9; interrupt lost | a: interrupt kept",
        // E3: a second caller is let in, and a call was running.
        "FATAL | gate: gate closed | gate closed; gate open | any: gate closed",
      })
  void theOracleRejectsAWrongTraceWhereItGoesWrong(String change) throws Exception {
    String[] parts = change.split(" \\| ", 4);
    List<String> right =
        Map.of("RIGHT", RIGHT, "FATAL", FATAL, "CANCELLED", CANCELLED).get(parts[0]);
    String thread = parts[1].substring(0, parts[1].indexOf(": "));
    String was = parts[1].substring(thread.length() + 2);
    Map<String, List<String>> threads = new TreeMap<>(trace(right).threads());
    String before = String.join("; ", threads.get(thread));
    String after = before.replace(was, parts[2].equals("nothing") ? "" : parts[2]);
    assertFalse(after.equals(before), "nothing was changed");
    threads.put(
        thread, Arrays.stream(after.split("; ")).filter(event -> !event.isEmpty()).toList());
    Judgement judgement = TheOracle.get().judge(new Trace(threads));
    assertFalse(judgement.accepted(), "this trace was accepted");
    String says = judgement.explanation();
    assertTrue(says.contains("BUT NOT"), says);
    assertTrue(says.contains(parts[3]), says);
  }

  /** The gate cannot close before the task has left it. */
  @Test
  void theOracleRejectsAGateThatIsClosedTooEarly() throws Exception {
    Judgement judgement =
        judge(
            List.of(
                "a: spawned; gate closed; call flush; in #1; flush returned #0",
                "task: attempt flush #1; begin flush #1 holds #1"));
    assertFalse(judgement.accepted());
    assertEquals(Map.of("a", 1, "task", 0), judgement.reached());
  }

  /** E3: two calls run at once, and both are let in. Either alone is right. */
  @Test
  void theOracleRejectsTwoCallsAtOnce() throws Exception {
    String first = "a: spawned; call flush; in #1";
    String second = "b: call flush; in #2";
    assertTrue(judge(List.of(first)).accepted());
    assertFalse(judge(List.of(first, second)).accepted());
    assertTrue(judge(List.of(first + "; flush returned #0", second)).accepted());
  }

  /** Of two callers either may be first, whatever their offsets. */
  @Test
  void theOracleLetsTheSecondOfTwoCallersBeFirst() throws Exception {
    List<String> calls =
        List.of(
            "a: spawned; call flush; in #5; flush returned #6",
            "b: call flush; in #6; flush returned #0",
            "task: attempt flush #6; begin flush #6 holds #6; end flush #6 holds #6",
            "task: done flush #6 no 1");
    assertTrue(judge(calls).accepted());
  }

  @Test
  void theOracleRefusesToJudgeWhatItDoesNotKnow() {
    String four = "a: spawned" + "; call flush; in #1; flush returned #0".repeat(4);
    assertThrows(IllegalArgumentException.class, () -> judge(List.of(four)));
    assertThrows(IllegalArgumentException.class, () -> judge(List.of("c: call close; closed")));
  }
}
