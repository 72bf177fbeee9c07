// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.tlc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.model.harness.Layer;
import dev.sluice.model.harness.Registry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every configuration in the folder of the specs holds; every fault is rejected, by the property
 * that is there for it; and nothing is there that is not checked. The runs of TLC are started at
 * once, two at a time, and each test waits for those that it judges.
 */
@Tag("tlc")
@Tag("long")
@Tag("80s")
class SpecsTest {

  private static final Specs SPECS = new Specs(Specs.FOLDER);
  private static final TlcReport REPORT = new TlcReport(Path.of("target/tlc.json"));

  private static final Map<String, Future<TlcResult>> RUNS = new LinkedHashMap<>();
  private static ExecutorService pool;
  private static Tlc tlc;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    // Enough for a machine that is busy with other things: alone, none takes ten seconds.
    tlc = Tlc.quick(Path.of("target/tlc").toAbsolutePath(), Duration.ofMinutes(3));
    pool = Executors.newFixedThreadPool(2);
    for (TlcConfig config : configurations()) {
      submit(config, !config.forOneProperty()); // whose actions are counted elsewhere
    }
    for (Fault fault : faults()) {
      submit(broken(fault), false);
    }
  }

  private static void submit(TlcConfig config, boolean coverage) {
    RUNS.put(config.name(), pool.submit(() -> REPORT.add(tlc.check(config, coverage))));
  }

  @AfterAll
  static void stop() {
    pool.shutdownNow();
  }

  static List<TlcConfig> configurations() throws IOException {
    return SPECS.configurations(false);
  }

  static List<Fault> faults() throws IOException {
    return SPECS.faults();
  }

  private static TlcConfig broken(Fault fault) throws IOException {
    return SPECS.configuration(fault.config()).broken(fault.name(), fault.property());
  }

  private static TlcResult result(TlcConfig config)
      throws ExecutionException, InterruptedException {
    return RUNS.get(config.name()).get();
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void eachConfigurationOfTheSpecsHolds(TlcConfig config) throws Exception {
    TlcResult result = result(config);
    assertTrue(result.holds(), () -> result.line() + ", see " + result.output());
  }

  @ParameterizedTest
  @MethodSource("faults")
  void eachFaultIsRejectedByItsProperty(Fault fault) throws Exception {
    TlcResult result = result(broken(fault));
    assertTrue(result.rejects(fault.property()), () -> result.line() + ", see " + result.output());
  }

  /** An action that no behaviour takes says nothing, and what is proved without it means little. */
  @Test
  void everyActionFiresButThoseOnlyAFaultAllows() throws Exception {
    Map<String, Long> steps = steps();
    List<String> never = new ArrayList<>();
    steps.forEach(
        (action, count) -> {
          // An action that only a fault allows is named Broken.
          if ((count == 0) != action.contains("/Broken")) {
            never.add(action + " " + count);
          }
        });
    assertTrue(steps.size() > 100, () -> "hardly an action was counted: " + steps);
    assertEquals(List.of(), never, "actions and their steps");
  }

  /** Steps of each module's action in all configurations together. */
  private static Map<String, Long> steps() throws Exception {
    Map<String, Long> steps = new LinkedHashMap<>();
    for (TlcConfig config : configurations()) {
      result(config)
          .actions()
          .forEach(
              (name, a) -> steps.merge(config.module() + "/" + name, a.generated(), Long::sum));
    }
    return steps;
  }

  @Test
  void theActionsTakenAreTheTransitionsRequiredOfTlc() throws Exception {
    Set<String> taken = new TreeSet<>();
    steps()
        .forEach(
            (action, count) -> {
              if (count > 0) {
                taken.addAll(Registry.ids(action.replaceFirst(".*/", "")));
              }
            });
    Set<String> required =
        Registry.read(Registry.HERE).entries().stream()
            .filter(entry -> entry.kind().equals("transition"))
            .filter(entry -> entry.required().contains(Layer.TLC))
            .map(Registry.Entry::id)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(required, taken);
  }

  @Test
  void everyPropertyIsCheckedAndRejectsAFault() throws Exception {
    Set<String> checked = new TreeSet<>();
    for (TlcConfig config : configurations()) {
      TlcResult result = result(config);
      if (result.holds()) {
        checked.addAll(result.properties());
      }
    }
    // The abstraction and the facts about it are looked at by themselves; Slot's faults break them.
    checked.removeAll(SPECS.configuration("Channel").invariants());
    checked.removeAll(SPECS.configuration("Channel").properties());
    Set<String> rejecting = faults().stream().map(Fault::property).collect(Collectors.toSet());
    assertEquals(new TreeSet<>(rejecting), checked);

    Set<String> ids =
        checked.stream()
            .flatMap(p -> Registry.ids(p).stream())
            .collect(Collectors.toCollection(TreeSet::new));
    assertTrue(ids.containsAll(registered("property")), () -> "only these are checked: " + checked);
  }

  private static Set<String> registered(String kind) throws IOException {
    return Registry.read(Registry.HERE).entries().stream()
        .filter(entry -> entry.kind().equals(kind))
        .map(Registry.Entry::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
