// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress.gate;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.openjdk.jcstress.annotations.Expect;

/**
 * The verdict on one test.
 *
 * @param name the name of its class
 * @param samples how many samples all configurations had
 * @param configurations how many configurations gave a result
 * @param outcomes by id, also those that were not seen
 * @param visits the transitions that are proven by an outcome that was seen, and in how many
 *     samples
 * @param kind the verdict in one word
 * @param reasons why the test did not pass
 */
record StressVerdict(
    String name,
    long samples,
    int configurations,
    SortedMap<String, Count> outcomes,
    SortedMap<String, Long> visits,
    Kind kind,
    List<String> reasons) {

  /** Returns the transitions that are proven by an outcome that was seen. */
  SortedSet<String> transitions() {
    SortedSet<String> ids = new TreeSet<>(Ids.ORDER);
    ids.addAll(visits.keySet());
    return ids;
  }

  /** The start of the reason that says that a required outcome was not seen. */
  static final String REQUIRED = "REQUIRED ";

  /** Tells whether the only fault is that a required outcome was not seen. */
  boolean isOnlyUnmet() {
    return kind == Kind.FAILED && reasons.stream().allMatch(r -> r.startsWith(REQUIRED));
  }

  /** The verdict in one word. A test that was skipped did not pass. */
  enum Kind {
    PASSED,
    FAILED,
    SKIPPED
  }

  /** How often an outcome was seen, and what the test expects of it. */
  record Count(Expect expect, long count) {}
}
