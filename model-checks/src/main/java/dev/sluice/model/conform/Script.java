// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

import java.util.List;

/**
 * How a writer's attempts end, one after the other; all after the last of them end well.
 *
 * @param ends for each attempt
 * @param pause what the retry policy does
 */
public record Script(List<End> ends, Pause pause) {

  /** How an attempt ends. */
  public enum End {
    /** The writer returns. */
    WELL,
    /** The writer throws an I/O error, which the error policy lets be retried. */
    RETRIABLE,
    /** The writer throws an I/O error, which the error policy calls fatal. */
    FATAL,
    /** The writer throws an I/O error, and the error policy throws unchecked. */
    UNJUDGED,
    /** The writer throws unchecked. */
    THROWS
  }

  /** What the retry policy does. */
  public enum Pause {
    /** It returns at once. */
    ELAPSES,
    /** It waits until the token is cancelled: somebody must. */
    AWAITS_CANCEL,
    /** It throws unchecked. */
    THROWS
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
