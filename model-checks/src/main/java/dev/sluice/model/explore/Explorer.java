// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import dev.sluice.model.explore.Exploration.Failure;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import kotlin.jvm.functions.Function0;
import org.jetbrains.kotlinx.lincheck.runner.CompletedInvocationResult;
import org.jetbrains.kotlinx.lincheck.runner.InvocationResult;
import org.jetbrains.kotlinx.lincheck.strategy.ThreadState;
import org.jetbrains.kotlinx.lincheck.strategy.managed.ManagedStrategy;
import org.jetbrains.kotlinx.lincheck.strategy.managed.ManagedThreadScheduler;
import org.jetbrains.kotlinx.lincheck.util.ExceptionResult;
import org.jetbrains.kotlinx.lincheck.util.ValueResult;

/** Runs a scenario under every schedule that a search comes up with, and says how that went. */
public final class Explorer {

  private Explorer() {}

  /**
   * Explores a scenario, for the report.
   *
   * @throws IllegalStateException if the explorer fails its check of itself
   */
  public static Exploration report(Scenario scenario, Search search, Park park, Limits limits) {
    SelfCheck.require();
    Exploration exploration = explore(scenario, search, park, limits);
    Report.add(exploration);
    return exploration;
  }

  /** Searches until the search ends, something is violated or a limit is reached. */
  static Exploration explore(Scenario scenario, Search search, Park park, Limits limits) {
    Exploration[] exploration = new Exploration[1];
    Agent.with(() -> exploration[0] = new Run(scenario, search, park, limits).explore());
    System.out.println(exploration[0].line());
    return exploration[0];
  }

  /** In a class of its own, because it can only be loaded with the agent. */
  private static final class Run {
    private final Scenario scenario;
    private final Search search;
    private final Park park;
    private final Limits limits;
    private final SortedMap<String, Long> outcomes = new TreeMap<>();
    private Optional<Failure> failure = Optional.empty();
    private long schedules;
    private int depth = -1;
    private boolean exhausted;
    private double seconds;

    Run(Scenario scenario, Search search, Park park, Limits limits) {
      this.scenario = scenario;
      this.search = search;
      this.park = park;
      this.limits = limits;
    }

    Exploration explore() {
      long start = System.nanoTime();
      long end = start + limits.time().toNanos();
      try (ManagedStrategy strategy = Engine.stock(function(scenario.body()), park)) {
        while (failure.isEmpty() && schedules < limits.schedules() && System.nanoTime() - end < 0) {
          int switches = Engine.switches(strategy);
          exhausted = !strategy.nextInvocation();
          if (exhausted || Engine.switches(strategy) > switches) {
            depth = switches;
          }
          if (exhausted || Engine.switches(strategy) > limits.switches()) {
            break;
          }
          schedules++;
          judge(strategy, strategy.runInvocation());
        }
      } finally {
        seconds = (System.nanoTime() - start) / 1e9;
      }
      return new Exploration(
          scenario.name(),
          search,
          park,
          "real",
          schedules,
          exhausted,
          depth,
          outcomes,
          seconds,
          scenario.transitions(),
          failure);
    }

    private void judge(ManagedStrategy strategy, InvocationResult result) {
      if (!(result instanceof CompletedInvocationResult completed)) {
        fail(result.getClass().getSimpleName().replace("InvocationResult", ""), "");
        return;
      }
      Object main = completed.getResults().getParallelResultsWithClock().get(0).get(0).getResult();
      if (main instanceof ExceptionResult thrown) {
        fail("exception", Explorer.trace(thrown.getThrowable()));
      } else if (leftBehind(strategy)) {
        fail("a thread was left parked", "");
      } else {
        outcomes.merge(String.valueOf(((ValueResult) main).getValue()), 1L, Long::sum);
      }
    }

    private void fail(String kind, String says) {
      failure = Optional.of(new Failure(kind, says, schedules));
    }

    /** Lincheck aborts threads that are still parked when the body ends, and says nothing. */
    private static boolean leftBehind(ManagedStrategy strategy) {
      var scheduler = (ManagedThreadScheduler) Engine.get(strategy, "threadScheduler");
      for (int thread : scheduler.getRegisteredThreadIds()) {
        if (scheduler.getThreadState(thread) != ThreadState.FINISHED) {
          return true;
        }
      }
      return false;
    }
  }

  private static Function0<String> function(Callable<String> body) {
    return () -> {
      try {
        return body.call();
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    };
  }

  private static String trace(Throwable thrown) {
    var text = new java.io.StringWriter();
    thrown.printStackTrace(new java.io.PrintWriter(text, true));
    return text.toString();
  }
}
