// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;

/** A call, swept by a kind of errors: k = 1, 2, ... until the k-th probe does not come. */
final class SweepRow implements Runnable {

  /** A call that has more probes than this has no last probe. */
  private static final int MOST = 3000;

  private final String call;
  private final ErrorPlan errors;
  private final Supplier<Function<List<String>, List<String>>> worlds;
  private final List<String> violations = new CopyOnWriteArrayList<>();
  private volatile Function<List<String>, List<String>> world;
  private volatile int k;
  private volatile int points;
  private volatile int attempts;

  SweepRow(String call, ErrorPlan errors, Supplier<Function<List<String>, List<String>>> worlds) {
    this.call = call;
    this.errors = errors;
    this.worlds = worlds;
  }

  @Override
  public void run() {
    try {
      sweep();
    } catch (Throwable t) {
      violations.add(this + " cannot go on: " + t);
    }
  }

  private void sweep() {
    int hits = Math.max(attempt(0), attempt(0));
    // The first probe of a task is the entry of its run. Before it no code of the kernel has run
    // that could tell anybody, and a thread begins with more stack than that entry needs.
    k = call.startsWith("task: ") ? 2 : 1;
    for (int before = -1; points > before || k <= hits + 1; k++) {
      before = points;
      attempt(k);
      if (k == MOST) {
        violations.add(this + ": no end of the probes");
        return;
      }
    }
  }

  private int attempt(int at) {
    world = worlds.get();
    List<String> told =
        world.apply(
            List.of(
                call,
                errors.mode(),
                Integer.toString(at),
                Boolean.toString(errors.direct()),
                Boolean.toString(errors.moves())));
    attempts++;
    if (Boolean.parseBoolean(told.get(1))) {
      points++;
    }
    if (!told.get(2).isEmpty()) {
      violations.add(this + ": " + told.get(2));
    }
    return Integer.parseInt(told.get(0));
  }

  /** Returns where the last error was thrown. */
  String error() {
    return world.apply(List.of("error")).get(0);
  }

  String call() {
    return call;
  }

  int attempts() {
    return attempts;
  }

  int points() {
    return points;
  }

  List<String> violations() {
    return violations;
  }

  @Override
  public String toString() {
    return call + ", " + errors + ", k = " + k;
  }
}
