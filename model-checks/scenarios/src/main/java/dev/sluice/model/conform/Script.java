// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

import java.util.List;

/**
 * How a writer's attempts end, one after the other. All later attempts end well.
 *
 * @param ends how each attempt ends
 * @param pause how long the policy pauses
 */
public record Script(List<End> ends, Pause pause) {

  /** How an attempt ends. */
  public enum End {
    /** The writer returns. */
    WELL,
    /** The writer throws an I/O error, after which the policy allows a retry. */
    RETRIABLE,
    /** The writer throws an I/O error, after which the policy gives up. */
    FATAL,
    /** The writer throws an I/O error, and the policy throws an unchecked exception. */
    UNJUDGED,
    /** The writer throws an unchecked exception. */
    THROWS
  }

  /** How long a pause is. */
  public enum Pause {
    /** The pause is over at once. */
    ELAPSES,
    /** The pause is over when the token is cancelled, so a thread must cancel it. */
    AWAITS_CANCEL
  }

  /**
   * Copies the list.
   *
   * @param ends as above
   * @param pause as above
   */
  public Script {
    ends = List.copyOf(ends);
  }

  /**
   * Returns a script with pauses that are over at once.
   *
   * @param ends as above
   * @return the script
   */
  public static Script of(End... ends) {
    return new Script(List.of(ends), Pause.ELAPSES);
  }

  End end(int attempt) {
    return attempt < ends.size() ? ends.get(attempt) : End.WELL;
  }
}
