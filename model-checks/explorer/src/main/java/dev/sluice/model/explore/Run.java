// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import dev.sluice.model.explore.Exploration.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import kotlin.jvm.functions.Function0;
import org.jetbrains.kotlinx.lincheck.runner.CompletedInvocationResult;
import org.jetbrains.kotlinx.lincheck.runner.InvocationResult;
import org.jetbrains.kotlinx.lincheck.runner.ManagedDeadlockInvocationResult;
import org.jetbrains.kotlinx.lincheck.strategy.ThreadState;
import org.jetbrains.kotlinx.lincheck.strategy.managed.ManagedStrategy;
import org.jetbrains.kotlinx.lincheck.strategy.managed.ManagedThreadScheduler;
import org.jetbrains.kotlinx.lincheck.util.ExceptionResult;
import org.jetbrains.kotlinx.lincheck.util.ValueResult;

/** One search. Can only be loaded with the agent. */
final class Run {
  /** How often each thread may wake for no reason in one schedule of a reduced search. */
  private static final int SPURIOUS = 1;

  private static final String DEADLOCK = "deadlock";

  private final Scenario scenario;
  private final Mode mode;
  private final Limits limits;
  private final Tree tree;
  private final Samples samples = new Samples();
  private final SortedMap<String, Long> outcomes = new TreeMap<>();
  private Optional<Failure> failure = Optional.empty();
  private String outcome;
  private long schedules;
  private int depth;
  private boolean exhausted;
  private double seconds;

  Run(Scenario scenario, Mode mode, Limits limits) {
    this.scenario = scenario;
    this.mode = mode;
    this.limits = limits;
    tree = new Tree(mode.search() == Search.REDUCED);
  }

  Exploration explore() {
    long start = System.nanoTime();
    long plainAccesses = 0;
    List<Recording> recorded = List.of();
    try (ManagedStrategy strategy = strategy()) {
      if (strategy instanceof ReducedSearch) {
        strategy.runInvocation(); // loads classes, which is part of no schedule
        tree.forget();
      }
      boolean inTime = true;
      while (inTime && failure.isEmpty() && schedules < limits.schedules() && next(strategy)) {
        schedules++;
        judge(strategy, strategy.runInvocation());
        if (failure.isEmpty()) {
          outcomes.merge(outcome, 1L, Long::sum);
        }
        if (failure.isPresent() && strategy instanceof ReducedSearch reduced) {
          describe(reduced);
        } else if (limits.samples() > 0 && !tree.repeats()) {
          samples.add(tree.choices(), outcome);
        }
        inTime = System.nanoTime() - start < limits.time().toNanos();
      }
      if (strategy instanceof ReducedSearch reduced) {
        plainAccesses = reduced.races.checked();
        depth = tree.depth();
        recorded = failure.isEmpty() ? record(reduced) : recorded;
      }
    } finally {
      seconds = (System.nanoTime() - start) / 1e9;
    }
    return new Exploration(
        scenario.name(),
        mode,
        schedules,
        tree.repeated(),
        exhausted,
        depth,
        outcomes,
        seconds,
        plainAccesses,
        failure,
        recorded);
  }

  private ManagedStrategy strategy() {
    Function0<String> body = function(scenario.body());
    if (mode.search() == Search.STOCK) {
      return Engine.stock(scenario, body, mode.park());
    }
    int spurious = mode.park() == Park.SPURIOUS ? SPURIOUS : 0;
    Core core = mode.core() == Mode.CoreSteps.ATOMIC ? Core.atomic(scenario) : Core.real();
    return Engine.reduced(scenario, body, tree, spurious, core);
  }

  private boolean next(ManagedStrategy strategy) {
    if (mode.search() != Search.STOCK) {
      exhausted = !strategy.nextInvocation();
      return !exhausted;
    }
    int switches = Engine.switches(strategy);
    exhausted = !strategy.nextInvocation();
    int now = Engine.switches(strategy);
    if (exhausted || now > switches) {
      depth = switches;
    }
    return !exhausted && now <= limits.switches();
  }

  private void judge(ManagedStrategy strategy, InvocationResult result) {
    if (strategy instanceof ReducedSearch reduced && reduced.uncaught().isPresent()) {
      fail("exception in a thread", SourceNames.trace(reduced.uncaught().get()));
      return; // also if others then wait for that thread
    }
    if (!(result instanceof CompletedInvocationResult completed)) {
      boolean deadlock = result instanceof ManagedDeadlockInvocationResult;
      fail(deadlock ? DEADLOCK : result.getClass().getSimpleName(), result.toString());
      return;
    }
    Object main = completed.getResults().getParallelResultsWithClock().get(0).get(0).getResult();
    if (main instanceof ExceptionResult thrown) {
      fail("exception", SourceNames.trace(thrown.getThrowable()));
    } else if (leftBehind(strategy)) {
      fail("a thread was left parked", "");
    } else if (!scenario.races()
        && strategy instanceof ReducedSearch reduced
        && reduced.races.race().isPresent()) {
      fail(Exploration.RACE, reduced.races.race().get());
    } else {
      outcome = String.valueOf(((ValueResult) main).getValue());
    }
  }

  private void fail(String kind, String says) {
    failure = Optional.of(new Failure(kind, SourceNames.in(says), schedules, Optional.empty()));
  }

  /** Runs the schedule that failed once more: the tree has not gone on to the next. */
  private void describe(ReducedSearch search) {
    Failure failed = failure.orElseThrow();
    search.film();
    judge(search, search.runInvocation());
    Failure again = failure.orElseThrow();
    if (!again.kind().equals(failed.kind())) {
      throw new IllegalStateException(
          "the scenario is not deterministic: first " + failed.kind() + ", now " + again.kind());
    }
    String says = failed.kind().equals(DEADLOCK) ? SourceNames.in(search.waiting()) : failed.says();
    Recording film = search.film.recording(failed.kind() + ": " + says);
    failure = Optional.of(new Failure(failed.kind(), says, failed.schedule(), Optional.of(film)));
  }

  /** Runs some schedules once more, when the search is over. */
  private List<Recording> record(ReducedSearch search) {
    List<Recording> recorded = new ArrayList<>();
    for (byte[] choices :
        limits.samples() > 0 ? samples.pick(limits.samples()) : List.<byte[]>of()) {
      tree.replay(choices);
      search.film();
      judge(search, search.runInvocation());
      if (failure.isPresent()) {
        throw new IllegalStateException("the scenario is not deterministic: " + failure.get());
      }
      recorded.add(search.film.recording(outcome));
    }
    return recorded;
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
}
