// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress.gate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.openjdk.jcstress.infra.runners.TestList;

/**
 * The tests for which a run must have results, and how each is run. The plan is made before the
 * run, and kept beside the results. The gate judges this list, and not the list of the tests that
 * ran.
 *
 * @param level how far the run goes
 * @param tests in order of their names
 * @param iterations how many iterations each configuration has
 * @param millis how long each iteration takes
 */
record StressPlan(Level level, List<Planned> tests, int iterations, int millis) {

  static final String FILE = "plan.json";

  /** How many times as many iterations a test has when it is run again. */
  private static final int AGAIN_ITERATIONS = 3;

  /** How long a fork takes in addition to its iterations. */
  private static final int START_MILLIS = 1_500;

  /**
   * A test.
   *
   * @param name the name of its class
   * @param actors how many threads it runs
   * @param configurations how many results it must have
   */
  record Planned(String name, int actors, int configurations) {}

  /**
   * Plans a run of the tests that are on the class path.
   *
   * @throws IllegalArgumentException if there are no tests, or a name matches none
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

  /** Returns the plan of all shards together. A test that no shard had must have results too. */
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

  /** Returns a plan that runs some of the tests again, for longer. */
  StressPlan again(List<Planned> some) {
    List<Planned> tests =
        some.stream()
            .map(t -> new Planned(t.name(), t.actors(), level.configurations(t.actors())))
            .toList();
    return new StressPlan(level, tests, AGAIN_ITERATIONS * iterations, millis);
  }

  /** Returns a plan of the same tests, some of which must have the results of another run too. */
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
