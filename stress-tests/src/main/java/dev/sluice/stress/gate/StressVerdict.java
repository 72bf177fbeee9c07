// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress.gate;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.openjdk.jcstress.annotations.Expect;

/**
 * What is to be said about one test.
 *
 * @param name of its class
 * @param samples in all configurations
 * @param configurations that gave a result
 * @param outcomes by id, also those that were not seen
 * @param visits the transitions that an outcome proves that was seen, and in how many samples
 * @param kind in one word
 * @param reasons why it did not pass
 */
record StressVerdict(
    String name,
    long samples,
    int configurations,
    SortedMap<String, Count> outcomes,
    SortedMap<String, Long> visits,
    Kind kind,
    List<String> reasons) {

  /** Proven by an outcome that was seen. */
  SortedSet<String> transitions() {
    SortedSet<String> ids = new TreeSet<>(Ids.ORDER);
    ids.addAll(visits.keySet());
    return ids;
  }

  /** What the reason begins with that a required outcome was not seen. */
  static final String REQUIRED = "REQUIRED ";

  /** Whether nothing is wrong but that a required outcome was not seen. */
  boolean isOnlyUnmet() {
    return kind == Kind.FAILED && reasons.stream().allMatch(r -> r.startsWith(REQUIRED));
  }

  /** In one word. A test that was skipped did not pass. */
  enum Kind {
    PASSED,
    FAILED,
    SKIPPED
  }

  /** How often an outcome was seen, and what its test thinks of it. */
  record Count(Expect expect, long count) {}
}
