// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.tlc;

import dev.sluice.model.tlc.TlcResult.Action;
import dev.sluice.model.tlc.TlcResult.Verdict;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what TLC prints with {@code -tool}: messages, each with a number (tlc2.output.EC). */
final class TlcOutput {

  private static final Pattern MESSAGE =
      Pattern.compile(
          "@!@!@STARTMSG (\\d+):(\\d) @!@!@\\n(.*?)\\n@!@!@ENDMSG \\1 @!@!@", Pattern.DOTALL);
  private static final Pattern INVARIANT = Pattern.compile("Invariant (\\w+) is violated");
  private static final Pattern STATES =
      Pattern.compile("(\\d+) states generated, (\\d+) distinct states found, (\\d+) states left");
  private static final Pattern DEPTH = Pattern.compile("graph search is (\\d+)");
  private static final Pattern ACTION = Pattern.compile("<(\\w+) line .*>: (\\d+):(\\d+)");

  private static final int INVARIANT_VIOLATED_INITIALLY = 2107;
  private static final int INVARIANT_VIOLATED = 2110;
  private static final int ACTION_PROPERTY_VIOLATED = 2112;
  private static final int TEMPORAL_PROPERTY_VIOLATED = 2116;
  private static final int ERROR = 1;
  private static final int SUCCESS = 2193;
  private static final int STATS = 2199;
  private static final int SEARCH_DEPTH = 2194;
  private static final int COVERAGE_STARTS = 2201;
  private static final int COVERAGE_NEXT = 2772;

  Verdict verdict = Verdict.FAILED;
  String violated = "";
  long generated;
  long distinct;
  int depth;
  final Map<String, Action> actions = new TreeMap<>();

  /**
   * Reads a text.
   *
   * @param temporal the property that is violated if TLC does not name one
   */
  TlcOutput(String text, String temporal) {
    boolean completed = false;
    boolean allStates = false;
    boolean error = false;
    Matcher messages = MESSAGE.matcher(text);
    while (messages.find()) {
      int code = Integer.parseInt(messages.group(1));
      String message = messages.group(3);
      switch (code) {
        case SUCCESS -> completed = message.contains("No error has been found");
        case STATS -> allStates = readStates(message);
        case SEARCH_DEPTH -> depth = Integer.parseInt(find(DEPTH, message).group(1));
        case COVERAGE_STARTS -> actions.clear(); // the last report counts
        case COVERAGE_NEXT -> readAction(find(ACTION, message));
        case INVARIANT_VIOLATED, INVARIANT_VIOLATED_INITIALLY ->
            stop(Verdict.VIOLATED, find(INVARIANT, message).group(1));
        case ACTION_PROPERTY_VIOLATED, TEMPORAL_PROPERTY_VIOLATED ->
            stop(Verdict.VIOLATED, temporal);
        default -> error |= Integer.parseInt(messages.group(2)) == ERROR;
      }
    }
    if (completed && allStates && !error && verdict == Verdict.FAILED) {
      verdict = Verdict.COMPLETED;
    }
  }

  /** Takes a verdict. The first violation counts. */
  private void stop(Verdict verdict, String violated) {
    if (this.verdict == Verdict.FAILED) {
      this.verdict = verdict;
      this.violated = violated;
    }
  }

  /** Reads how many states there were. Returns true if TLC has looked at all of them. */
  private boolean readStates(String message) {
    Matcher states = find(STATES, message);
    generated = Long.parseLong(states.group(1));
    distinct = Long.parseLong(states.group(2));
    return states.group(3).equals("0");
  }

  /** Counts an action. An action that stands in the specification more than once is one action. */
  private void readAction(Matcher action) {
    Action here = new Action(Long.parseLong(action.group(2)), Long.parseLong(action.group(3)));
    actions.merge(
        action.group(1),
        here,
        (a, b) -> new Action(a.distinct() + b.distinct(), a.generated() + b.generated()));
  }

  private static Matcher find(Pattern pattern, String message) {
    Matcher matcher = pattern.matcher(message);
    if (!matcher.find()) {
      throw new IllegalStateException("TLC words this in another way now: " + message);
    }
    return matcher;
  }
}
