// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress.gate;

import dev.sluice.stress.gate.StressVerdict.Count;
import dev.sluice.stress.gate.StressVerdict.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.GradingResult;
import org.openjdk.jcstress.infra.grading.ReportUtils;

/**
 * Compares the results with the plan. JCStress's own verdict is not enough: a run passes if no test
 * matched, if a test was skipped, if an interesting outcome was seen, and in the cases that {@link
 * Suspect} finds.
 */
final class Judge {
  private static final int LINES = 40;

  private final Level level;

  Judge(Level level) {
    this.level = level;
  }

  /** Returns the verdict on one planned test, from all results of the run. */
  StressVerdict judge(StressPlan.Planned test, Collection<TestResult> all) {
    List<TestResult> results = all.stream().filter(r -> r.getName().equals(test.name())).toList();
    if (results.isEmpty()) {
      return skipped(test, "no results: the test did not run");
    }
    TestResult merged = ReportUtils.mergedByName(results).get(0);
    SortedMap<String, Count> outcomes = new TreeMap<>();
    List<String> reasons = new ArrayList<>(Suspect.in(Visited.type(test.name())));
    for (GradingResult g : merged.grading().gradingResults.values()) {
      outcomes.put(g.id, new Count(g.expect, g.count));
      if (g.count > 0 && g.expect != Expect.ACCEPTABLE) {
        reasons.add(
            g.expect.name() + " [" + g.id + "] seen " + g.count + " times: " + g.description);
      }
    }
    SortedMap<String, Long> visits = new TreeMap<>(Ids.ORDER);
    for (Visits proof : Visited.by(test.name())) {
      long seen = samples(proof, outcomes);
      if (seen > 0) {
        Arrays.stream(proof.ids().split(" ")).forEach(id -> visits.merge(id, seen, Long::sum));
      } else if (proof.from().compareTo(level) <= 0) {
        reasons.add(
            StressVerdict.REQUIRED
                + "["
                + proof.outcome()
                + "] never seen: the race was not exercised");
      }
    }
    boolean mismatch = false;
    for (TestResult r : results) {
      mismatch |= r.status() == Status.API_MISMATCH;
      if (r.status() != Status.NORMAL) {
        reasons.add(r.status().name() + " under " + r.getConfig().jvmArgs + ": " + said(r));
      }
    }
    if (results.size() != test.configurations()) {
      reasons.add(results.size() + " of " + test.configurations() + " configurations have results");
    }
    if (merged.getTotalCount() == 0) {
      reasons.add("no samples");
    }
    Kind kind = mismatch ? Kind.SKIPPED : reasons.isEmpty() ? Kind.PASSED : Kind.FAILED;
    return new StressVerdict(
        test.name(), merged.getTotalCount(), results.size(), outcomes, visits, kind, reasons);
  }

  private static StressVerdict skipped(StressPlan.Planned test, String why) {
    return new StressVerdict(
        test.name(), 0, 0, new TreeMap<>(), new TreeMap<>(), Kind.SKIPPED, List.of(why));
  }

  private static long samples(Visits proof, SortedMap<String, Count> outcomes) {
    return outcomes.entrySet().stream()
        .filter(o -> Visited.matches(proof, o.getKey()))
        .mapToLong(o -> o.getValue().count())
        .sum();
  }

  private static String said(TestResult r) {
    Stream<String> lines =
        Stream.of(r.getMessages(), r.getVmOut(), r.getVmErr()).flatMap(Collection::stream);
    return String.join(System.lineSeparator(), lines.limit(LINES).toList());
  }
}
