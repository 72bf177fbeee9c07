// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress.gate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.openjdk.jcstress.infra.runners.TestList;

/**
 * Which tests a run owes results for, and how each is run. Made before the run, kept beside its
 * results: what is judged is this list, never the list of what happened to run.
 *
 * @param level how far the run goes
 * @param tests in order of their names
 * @param iterations of each configuration
 * @param millis of each iteration
 */
record StressPlan(Level level, List<Planned> tests, int iterations, int millis) {

  static final String FILE = "plan.json";

  /** How many times as many iterations a test has that is run again. */
  private static final int AGAIN_ITERATIONS = 3;

  /** What a fork costs beside its iterations. */
  private static final int START_MILLIS = 1_500;

  /**
   * One test.
   *
   * @param name of its class
   * @param actors how many threads it runs
   * @param configurations how many results it owes
   */
  record Planned(String name, int actors, int configurations) {}

  /**
   * Plans a run of the tests that are on the class path.
   *
   * @throws IllegalArgumentException if there are none, or a name matches none
   */
  static StressPlan make(Settings settings) {
    List<String> all = TestList.tests().stream().sorted().toList();
    if (all.isEmpty()) {
      throw new IllegalArgumentException("the list of tests is empty");
    }
    List<String> chosen = choose(all, settings.tests());
    Level level = settings.level();
    List<Planned> tests = new ArrayList<>();
    for (int i = 0; i < chosen.size(); i++) {
      if (settings.shard().has(i)) {
        int actors = TestList.getInfo(chosen.get(i)).threads();
        tests.add(new Planned(chosen.get(i), actors, level.configurations(actors)));
      }
    }
    int forks = tests.stream().mapToInt(Planned::configurations).sum();
    int millis =
        level.millis() > 0
            ? level.millis()
            : iterationMillis(settings.soak().toMillis(), Math.max(1, forks), level.iterations());
    return new StressPlan(level, tests, level.iterations(), millis);
  }

  /** The whole list, owing what the shards owed together; a test that no shard had is owed too. */
  static StressPlan merged(Settings settings, Level level, List<Planned> shards) {
    List<Planned> tests = new ArrayList<>();
    for (String name : choose(TestList.tests().stream().sorted().toList(), settings.tests())) {
      int actors = TestList.getInfo(name).threads();
      int owed =
          shards.stream()
              .filter(t -> t.name().equals(name))
              .mapToInt(Planned::configurations)
              .sum();
      tests.add(new Planned(name, actors, owed == 0 ? level.configurations(actors) : owed));
    }
    return new StressPlan(level, tests, 0, 0);
  }

  /** Some of the tests once more, for longer. */
  StressPlan again(List<Planned> some) {
    List<Planned> tests =
        some.stream()
            .map(t -> new Planned(t.name(), t.actors(), level.configurations(t.actors())))
            .toList();
    return new StressPlan(level, tests, AGAIN_ITERATIONS * iterations, millis);
  }

  /** The same tests, some of which owe the results of another run too. */
  StressPlan owing(List<Planned> more) {
    List<Planned> all = new ArrayList<>();
    for (Planned test : tests) {
      int owed =
          more.stream()
              .filter(t -> t.name().equals(test.name()))
              .mapToInt(t -> level.configurations(t.actors()))
              .sum();
      all.add(new Planned(test.name(), test.actors(), test.configurations() + owed));
    }
    return new StressPlan(level, all, iterations, millis);
  }

  private static int iterationMillis(long budget, int forks, int iterations) {
    return (int) Math.max(100, (budget / forks - START_MILLIS) / iterations);
  }

  private static List<String> choose(List<String> all, List<String> filters) {
    for (String filter : filters) {
      Pattern pattern = Pattern.compile(filter);
      if (all.stream().noneMatch(name -> pattern.matcher(name).find())) {
        throw new IllegalArgumentException("no test matches " + filter);
      }
    }
    return all.stream()
        .filter(
            name ->
                filters.isEmpty()
                    || filters.stream().anyMatch(f -> Pattern.compile(f).matcher(name).find()))
        .toList();
  }

  static StressPlan read(Path directory) throws IOException {
    return Json.MAPPER.readValue(directory.resolve(FILE).toFile(), StressPlan.class);
  }

  void write(Path directory) throws IOException {
    Json.MAPPER.writeValue(directory.resolve(FILE).toFile(), this);
  }
}
