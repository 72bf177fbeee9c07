// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * What is explored.
 *
 * @param name for the report
 * @param races whether data races are meant, as in a program that calibrates the search; else one
 *     is a violation
 * @param timeStandsStill whether time does, see {@link #whereTimeStandsStill}
 * @param ignored names of classes whose methods are no steps, see {@link #ignoring}
 * @param core the name of the class that can be explored as one step, see {@link #withCore}; empty
 *     for none
 * @param watches what is looked into for a film
 * @param body starts its threads, joins them and returns the outcome; what it throws is a
 *     violation. It is run once for each schedule and must do the same each time but for the
 *     schedule
 */
public record Scenario(
    String name,
    boolean races,
    boolean timeStandsStill,
    List<String> ignored,
    String core,
    Watch.Maker watches,
    Callable<String> body) {

  private static final Watch.Maker NOTHING = (names, threads) -> new Watch() {};

  /** A scenario with no data race. */
  public static Scenario of(String name, Callable<String> body) {
    return new Scenario(name, false, false, List.of(), "", NOTHING, body);
  }

  /** One whose data races are meant. */
  static Scenario racy(String name, Callable<String> body) {
    return new Scenario(name, true, false, List.of(), "", NOTHING, body);
  }

  /**
   * The same, but time stands still: a timed {@code wait} ends by a notification or an interrupt
   * only, and a look at the clock is no step and sees the same each time. So a thread that nobody
   * notifies is a deadlock, however short its time-out. What the program does when a time-out is
   * over is not explored. Elsewhere a timed {@code wait} is refused; a timed park or join, and a
   * sleep, are refused here too.
   */
  public Scenario whereTimeStandsStill() {
    return new Scenario(name, races, true, ignored, core, watches, body);
  }

  /**
   * The same, but what is called of these classes is no step, down to the last line: not what it
   * accesses, nor the threads that it starts. So it is not checked either, and the program must do
   * the same whatever it returns and whenever it is called. Their constructors count as calls.
   *
   * @param classes their names, which those nested in them need not have; each is called by its own
   *     name, not by that of a class or interface it extends. With {@code #method} behind it: that
   *     method alone
   */
  public Scenario ignoring(String... classes) {
    List<String> all = new ArrayList<>(ignored);
    for (String type : classes) {
      all.add(type.replace('$', '.'));
    }
    return new Scenario(name, races, timeStandsStill, List.copyOf(all), core, watches, body);
  }

  /**
   * The same, and all between two of call, park, unpark and return in a method of this class can be
   * explored as one step, see {@link Mode.CoreSteps}. That this leaves nothing out has to be shown
   * elsewhere.
   */
  public Scenario withCore(Class<?> type) {
    return new Scenario(name, races, timeStandsStill, ignored, type.getName(), watches, body);
  }

  /** The same, and its films show what these look into. */
  public Scenario watchedBy(Watch.Maker makers) {
    return new Scenario(name, races, timeStandsStill, ignored, core, makers, body);
  }

  /** Whether calls of this method are no steps. */
  boolean ignores(String className, String method) {
    return new Ignored(ignored).has(className)
        || ignored.contains(className.replace('$', '.') + "#" + method);
  }

  /** The methods that are ignored alone, each behind its class and a {@code #}. */
  List<String> ignoredMethods() {
    return ignored.stream().filter(name -> name.contains("#")).toList();
  }
}
