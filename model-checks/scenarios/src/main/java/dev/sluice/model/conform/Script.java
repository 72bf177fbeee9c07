// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

import java.util.List;

/**
 * How a writer's attempts end, one after the other; all after the last of them end well.
 *
 * @param ends for each attempt
 * @param pause how long the policy pauses
 */
public record Script(List<End> ends, Pause pause) {

  /** How an attempt ends. */
  public enum End {
    /** The writer returns. */
    WELL,
    /** The writer throws an I/O error, which the policy lets be retried. */
    RETRIABLE,
    /** The writer throws an I/O error, after which the policy gives up. */
    FATAL,
    /** The writer throws an I/O error, and the policy throws unchecked. */
    UNJUDGED,
    /** The writer throws unchecked. */
    THROWS
  }

  /** How long a pause is. */
  public enum Pause {
    /** It is over at once. */
    ELAPSES,
    /** It is over when the token is cancelled: somebody must. */
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
   * With pauses that elapse at once.
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
