// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress.gate;

import dev.sluice.stress.gate.StressVerdict.Count;
import dev.sluice.stress.gate.StressVerdict.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * The contents of {@code summary.json}.
 *
 * @param level the level of the run
 * @param jdk the version of Java, of all shards
 * @param seconds how long the run took, all shards together
 * @param passed how many tests passed
 * @param failed how many tests failed
 * @param skipped how many tests have no results, which is a failure
 * @param tests the tests
 */
record StressSummary(
    String level, String jdk, long seconds, int passed, int failed, int skipped, List<Test> tests) {

  static final String FILE = "summary.json";

  /**
   * A test. The visits say in how many samples each transition was seen. The verdict is {@code
   * passed}, {@code failed} or {@code skipped}.
   */
  record Test(
      String name,
      long samples,
      int configurations,
      SortedMap<String, Count> outcomes,
      SortedSet<String> transitions,
      SortedMap<String, Long> visits,
      String verdict) {}

  static StressSummary of(Level level, String jdk, long seconds, List<StressVerdict> verdicts) {
    return new StressSummary(
        level.name().toLowerCase(Locale.ROOT),
        jdk,
        seconds,
        count(verdicts, Kind.PASSED),
        count(verdicts, Kind.FAILED),
        count(verdicts, Kind.SKIPPED),
        verdicts.stream()
            .map(
                v ->
                    new Test(
                        v.name(),
                        v.samples(),
                        v.configurations(),
                        v.outcomes(),
                        v.transitions(),
                        v.visits(),
                        v.kind().name().toLowerCase(Locale.ROOT)))
            .toList());
  }

  private static int count(List<StressVerdict> verdicts, Kind kind) {
    return (int) verdicts.stream().filter(v -> v.kind() == kind).count();
  }

  boolean good() {
    return passed > 0 && failed == 0 && skipped == 0;
  }

  void write(Path directory) throws IOException {
    Json.MAPPER.writeValue(directory.resolve(FILE).toFile(), this);
  }

  static StressSummary read(Path directory) throws IOException {
    return Json.MAPPER.readValue(directory.resolve(FILE).toFile(), StressSummary.class);
  }
}
