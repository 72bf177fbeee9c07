// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import org.jetbrains.kotlinx.lincheck.runner.Runner;
import org.jetbrains.kotlinx.lincheck.strategy.managed.ManagedStrategySettings;
import org.jetbrains.lincheck.trace.TraceContext;

/** Describes a run, if it is to be described. */
abstract class FilmedStrategy extends ReducedStrategy {

  /** The field in which a scenario's writer notes what must not be. */
  private static final String VIOLATION = "violation";

  /** If this run is to be described. */
  Film film;

  FilmedStrategy(
      Runner runner,
      ManagedStrategySettings settings,
      TraceContext context,
      Scenario scenario,
      Tree tree,
      int spurious) {
    super(runner, settings, context, scenario, tree, spurious);
  }

  /** The next run is to be described. */
  void film() {
    film = new Film(scenario.watches(), thread -> getThreadScheduler().getThreadId(thread));
  }

  /** Notes what the current thread does, if this run is to be described. */
  void film(int code, String does) {
    if (film != null && inStep()) {
      film.add(current(), context.stackTrace(code), does);
    }
  }

  /** Notes an access; {@code done}: an atomic one, of which only the result says what it did. */
  void film(
      int code, String does, Object of, String place, boolean write, Object value, boolean done) {
    if (film != null && inStep() && !Ghost.is(place)) {
      String field = place.substring(place.lastIndexOf('.') + 1);
      boolean cell = of != null && of.getClass().isArray();
      String part = cell ? place.substring(place.indexOf('[')) : "." + field;
      String what = does + " " + (of == null ? field : film.name(of) + part);
      what += write ? " = " + film.name(value) : "";
      if (done) {
        film.addDone(current(), context.stackTrace(code), what);
      } else {
        film(code, what);
      }
      if (write && field.equals(VIOLATION)) {
        film.breaks();
      }
    }
  }

  /** An atomic access is about to be made, which is told when it was. */
  void filmUntilHere() {
    if (film != null) {
      film.see();
    }
  }

  void filmStarts(int thread, Thread started) {
    if (film != null) {
      film.starts(thread, CapturedObjects.task(started));
    }
  }

  void filmMade(Object made) {
    if (film != null) {
      film.made(current(), made);
    }
  }

  /** The access noted last is a race, if there was none before it and is one now. */
  void filmRace(boolean before) {
    if (film != null && !before && races.race().isPresent()) {
      film.breaks();
    }
  }
}
