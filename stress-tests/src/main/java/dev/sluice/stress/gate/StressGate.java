// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jcstress.infra.collectors.TestResult;

/**
 * The gate. It runs the stress tests, judges them, and exits with 0 only if every planned test ran
 * and passed.
 *
 * <pre>
 *   run              runs the tests that the system properties name, see {@link Settings}
 *   merge DIR...     judges several shards together, each the directory of a run
 * </pre>
 */
public final class StressGate {

  /** How often tests whose race was not met are run again. */
  private static final int AGAIN = 2;

  private StressGate() {}

  /**
   * Runs the gate.
   *
   * @param args as above
   * @throws Exception if the gate cannot do its work, which fails the build as well
   */
  public static void main(String[] args) throws Exception {
    Settings settings = Settings.fromProperties();
    List<String> command = Arrays.asList(args);
    boolean good;
    try {
      if (command.equals(List.of("run"))) {
        good = run(settings);
      } else if (command.size() > 1 && command.get(0).equals("merge")) {
        good = merge(settings, command.stream().skip(1).map(Path::of).toList());
      } else {
        throw new IllegalArgumentException("run, or merge DIR..., not " + command);
      }
    } catch (IllegalArgumentException e) {
      System.out.println("stress: FAILED, nothing was run: " + e.getMessage());
      good = false;
    }
    System.exit(good ? 0 : 1);
  }

  private static boolean run(Settings settings) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Path out = settings.out();
    Files.createDirectories(out);
    for (Path part : parts(out).toList()) {
      for (String old :
          List.of(Results.FILE, StressSummary.FILE, StressReports.XML, StressPlan.FILE)) {
        Files.deleteIfExists(part.resolve(old)); // else an old run could count for this one
      }
    }
    StressPlan plan = StressPlan.make(settings);
    plan.write(out);
    Duration timeout = settings.timeout().orElseGet(() -> timeout(settings));
    System.out.printf(
        "stress: %s, %d tests in %d configurations, at most %d s; log in %s%n",
        plan.level(),
        plan.tests().size(),
        plan.tests().stream().mapToInt(StressPlan.Planned::configurations).sum(),
        timeout.toSeconds(),
        out.resolve(HarnessProcess.LOG));
    Optional<String> failure = HarnessProcess.run(settings, timeout);
    List<TestResult> results = new ArrayList<>(Results.read(out));
    for (int again = 1; again <= AGAIN && failure.isEmpty(); again++) {
      List<StressPlan.Planned> unmet = unmet(plan, results);
      if (unmet.isEmpty()) {
        break;
      }
      Path more = Files.createDirectories(again(out, again));
      plan.again(unmet).write(more);
      System.out.printf(
          "stress: the race of %d tests was not met, they run again: %s%n",
          unmet.size(), unmet.stream().map(StressPlan.Planned::name).toList());
      Duration left = timeout.minusNanos(System.nanoTime() - start);
      failure = HarnessProcess.run(settings.into(more), left);
      results.addAll(Results.read(more));
      plan = plan.owing(unmet);
    }
    long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
    return report(out, plan, results, failure, seconds);
  }

  /**
   * Returns the tests whose only fault is that a required outcome was not seen. On a busy machine a
   * race may not be met. More samples can only show more, and they are judged with the rest.
   */
  private static List<StressPlan.Planned> unmet(StressPlan plan, Collection<TestResult> results) {
    Judge judge = new Judge(plan.level());
    return plan.tests().stream().filter(t -> judge.judge(t, results).isOnlyUnmet()).toList();
  }

  private static Path again(Path out, int again) {
    return out.resolve("again-" + again);
  }

  /** Returns a run's directory, and those of the tests that it ran again. */
  private static Stream<Path> parts(Path shard) {
    return Stream.concat(
        Stream.of(shard),
        IntStream.rangeClosed(1, AGAIN)
            .mapToObj(i -> again(shard, i))
            .filter(part -> Files.exists(part.resolve(StressPlan.FILE))));
  }

  private static Duration timeout(Settings settings) {
    int minutes = settings.level().timeoutMinutes();
    return minutes > 0
        ? Duration.ofMinutes(minutes)
        : settings.soak().plusMinutes(5 + settings.soak().toMinutes() / 2);
  }

  private static boolean merge(Settings settings, List<Path> shards) throws IOException {
    List<StressPlan.Planned> tests = new ArrayList<>();
    List<TestResult> results = new ArrayList<>();
    TreeSet<Level> levels = new TreeSet<>();
    long seconds = 0;
    for (Path shard : shards) {
      for (Path part : parts(shard).toList()) {
        StressPlan plan = StressPlan.read(part);
        levels.add(plan.level());
        tests.addAll(plan.tests());
        results.addAll(Results.read(part));
      }
      seconds += StressSummary.read(shard).seconds();
    }
    if (levels.size() != 1) {
      throw new IllegalArgumentException("shards of several levels: " + levels);
    }
    Files.createDirectories(settings.out());
    StressPlan whole = StressPlan.merged(settings, levels.first(), tests);
    return report(settings.out(), whole, results, Optional.empty(), seconds);
  }

  private static boolean report(
      Path out,
      StressPlan plan,
      Collection<TestResult> results,
      Optional<String> failure,
      long seconds)
      throws IOException {
    Judge judge = new Judge(plan.level());
    List<StressVerdict> verdicts = plan.tests().stream().map(t -> judge.judge(t, results)).toList();
    StressSummary summary = StressSummary.of(plan.level(), jdks(results), seconds, verdicts);
    summary.write(out);
    StressReports.xml(out, verdicts, failure, seconds);
    StressReports.html(out, results);
    StressReports.print(System.out, summary, verdicts, failure);
    return summary.good() && failure.isEmpty();
  }

  private static String jdks(Collection<TestResult> results) {
    TreeSet<String> versions = new TreeSet<>();
    results.forEach(r -> versions.add(r.getEnv().entries().get("java.version")));
    return versions.isEmpty() ? System.getProperty("java.version") : String.join(", ", versions);
  }
}
