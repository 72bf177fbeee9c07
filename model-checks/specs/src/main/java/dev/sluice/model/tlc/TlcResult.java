// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.tlc;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a run of TLC said.
 *
 * @param violated what does not hold; empty unless the verdict is {@link Verdict#VIOLATED}
 * @param actions each action of the specification, if coverage was asked for
 * @param output the file with all that TLC printed
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

  /** COMPLETED: all states were searched and all holds. */
  public enum Verdict {
    COMPLETED,
    VIOLATED,
    TIMED_OUT,
    FAILED
  }

  /**
   * @param distinct the states that it was the first to reach
   * @param generated the steps in which it was taken
   */
  public record Action(long distinct, long generated) {}

  /** A search of nothing proves nothing: it must have seen states, and ended by itself. */
  public boolean holds() {
    return verdict == Verdict.COMPLETED && distinct > 1 && !properties.isEmpty();
  }

  /** Whether this property, and nothing else, was found not to hold. */
  public boolean rejects(String property) {
    return verdict == Verdict.VIOLATED && violated.equals(property);
  }

  /** One line for the log. */
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
