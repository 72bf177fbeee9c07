// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.lang.reflect.Field;
import kotlin.jvm.functions.Function0;
import org.jetbrains.kotlinx.lincheck.runner.LambdaRunnerKt;
import org.jetbrains.kotlinx.lincheck.strategy.managed.ManagedStrategy;
import org.jetbrains.kotlinx.lincheck.strategy.managed.ManagedStrategySettings;
import org.jetbrains.kotlinx.lincheck.strategy.managed.ObjectTracker;
import org.jetbrains.kotlinx.lincheck.strategy.managed.modelchecking.ModelCheckingParkingTracker;
import org.jetbrains.kotlinx.lincheck.strategy.managed.modelchecking.ModelCheckingStrategy;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.jvm.agent.LincheckInstrumentation;

/**
 * Makes Lincheck's strategies. What it uses is public in the class files but internal to Lincheck,
 * which is why its version is pinned; a version that moved it fails with a sentence.
 */
final class Engine {

  /** Lincheck gives up on a schedule after so long; nothing here takes a hundredth of it. */
  private static final long TIMEOUT_MILLIS = 60_000;

  private Engine() {}

  /** The reduction, or the search without it that it is held against, on a body. */
  static ReducedSearch reduced(
      Scenario scenario, Function0<?> body, Tree tree, int spurious, Core core) {
    LincheckInstrumentation.INSTANCE.ensureObjectIsTransformed(body);
    var runner = LambdaRunnerKt.LambdaRunner(TIMEOUT_MILLIS, body);
    var strategy =
        new ReducedSearch(
            runner,
            (ManagedStrategySettings) settings(scenario, body),
            LincheckInstrumentation.INSTANCE.getContext(),
            scenario,
            tree,
            spurious,
            core);
    runner.initializeStrategy(strategy);
    return strategy;
  }

  private static Object settings(Scenario scenario, Function0<?> body) {
    ModelCheckingOptions options = new ModelCheckingOptions();
    options.addGuarantee(
        ManagedStrategyGuaranteeKt.forClasses(new Ignored(scenario.ignored())::has)
            .allMethods()
            .ignore());
    for (String method : scenario.ignoredMethods()) {
      String[] parts = method.split("#");
      options.addGuarantee(
          ManagedStrategyGuaranteeKt.forClasses(parts[0]::equals).methods(parts[1]).ignore());
    }
    return options.createTestConfigurations(body.getClass()).createSettings$lincheck();
  }

  /** Lincheck's own strategy on a body. */
  static ManagedStrategy stock(Scenario scenario, Function0<?> timed, Park park) {
    Function0<?> body = scenario.timeStandsStill() ? new UntimedStock(timed) : timed;
    LincheckInstrumentation.INSTANCE.ensureObjectIsTransformed(body);
    var runner = LambdaRunnerKt.LambdaRunner(TIMEOUT_MILLIS, body);
    var strategy =
        new ModelCheckingStrategy(
            runner,
            (ManagedStrategySettings) settings(scenario, body),
            false,
            LincheckInstrumentation.INSTANCE.getContext());
    runner.initializeStrategy(strategy);
    set(
        strategy,
        "objectTracker",
        new CapturedObjects((ObjectTracker) get(strategy, "objectTracker")));
    if (park == Park.EXACT) {
      // The strategy's own lets park return at any time, and so hides a missing unpark.
      set(strategy, "parkingTracker", new ModelCheckingParkingTracker(false));
    }
    return strategy;
  }

  /** The number of switches that the stock strategy is at. */
  static int switches(ManagedStrategy stock) {
    return (int) get(stock, "maxNumberOfSwitches");
  }

  static Object get(Object strategy, String field) {
    try {
      return field(strategy.getClass(), field).get(strategy);
    } catch (IllegalAccessException e) {
      throw Agent.moved(e);
    }
  }

  private static void set(Object strategy, String field, Object value) {
    try {
      field(strategy.getClass(), field).set(strategy, value);
    } catch (IllegalAccessException e) {
      throw Agent.moved(e);
    }
  }

  private static Field field(Class<?> of, String name) {
    for (Class<?> c = of; c != null; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          return field;
        }
      }
    }
    throw Agent.moved(new NoSuchFieldException(of.getName() + "." + name));
  }
}
