// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.tlc;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The result of a run of TLC.
 *
 * @param violated the property that does not hold; empty unless the verdict is {@link
 *     Verdict#VIOLATED}
 * @param actions each action of the specification, if coverage was asked for
 * @param output the file with the whole output of TLC
 */
public record TlcResult(
    String module,
    String config,
    Map<String, String> constants,
    List<String> properties,
    Verdict verdict,
    String violated,
    long generated,
    long distinct,
    int depth,
    double seconds,
    Map<String, Action> actions,
    String output) {

  /** COMPLETED: all states were searched, and each property holds. */
  public enum Verdict {
    COMPLETED,
    VIOLATED,
    TIMED_OUT,
    FAILED
  }

  /**
   * How often TLC took an action.
   *
   * @param distinct how many states this action was the first to reach
   * @param generated in how many steps the action was taken
   */
  public record Action(long distinct, long generated) {}

  /**
   * Tells whether the properties hold. An empty search proves nothing: the run must have seen
   * states, and must have ended by itself.
   */
  public boolean holds() {
    return verdict == Verdict.COMPLETED && distinct > 1 && !properties.isEmpty();
  }

  /** Tells whether TLC found that this property does not hold, and no other. */
  public boolean rejects(String property) {
    return verdict == Verdict.VIOLATED && violated.equals(property);
  }

  /** Returns one line for the log. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "TLC %-40s %s%s, %,d states, %,d distinct, depth %d, %.1f s",
        config,
        verdict,
        violated.isEmpty() ? "" : " " + violated,
        generated,
        distinct,
        depth,
        seconds);
  }
}
