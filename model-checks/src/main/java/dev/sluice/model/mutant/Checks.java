// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.mutant;

import dev.sluice.model.harness.UnitCommand;
import dev.sluice.model.scenario.Scenarios;
import dev.sluice.model.scenario.Scenarios.Spec;
import dev.sluice.model.tlc.Specs;
import dev.sluice.model.tlc.TlcConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All checks that can be run alone. Nobody keeps this list: each layer says what it has, by the
 * tests, scenarios and specs that are there.
 */
public final class Checks {

  /** What JCStress's annotation processor writes: a line for each test, which begins so. */
  private static final String STRESS_TESTS = "META-INF/TestList";

  private static final Pattern STRESS_TEST = Pattern.compile("(?m)^JCTEST(\\d+)S(.*)");

  private static final Pattern STRESS_ID = Pattern.compile("S\\d+");

  private Checks() {}

  /**
   * In the order of the layers.
   *
   * @param specs the folder of the specs
   * @throws IOException if what a layer has cannot be read
   */
  public static List<Check> all(Specs specs) throws IOException {
    List<Check> all = new ArrayList<>();
    UnitCommand.classes().forEach(test -> all.add(unit(test)));
    for (TlcConfig config : specs.configurations(false)) {
      all.add(new TlcCheck(config.name()));
    }
    for (Spec spec : Scenarios.all()) {
      for (String slot : spec.ofKernel() ? List.of("real", "atomic") : List.of("real")) {
        all.add(new ExploreCheck(spec.toString(), slot, false));
        all.add(new ExploreCheck(spec.toString(), slot, true));
      }
    }
    Scenarios.dying().forEach(s -> all.add(new ExploreCheck(s.toString(), "atomic", false)));
    all.add(new ConformCheck());
    stressTests().forEach(id -> all.add(new StressCheck(id)));
    return all;
  }

  /** Without the package, where that is enough to find it. */
  private static UnitCheck unit(String test) {
    UnitCheck simple = new UnitCheck(test.substring(test.lastIndexOf('.') + 1));
    return simple.name().equals(test) ? simple : new UnitCheck(test);
  }

  private static List<String> stressTests() throws IOException {
    URL list = Checks.class.getClassLoader().getResource(STRESS_TESTS);
    if (list == null) {
      throw new IOException("the stress tests are not on the class path");
    }
    List<String> tests = new ArrayList<>();
    try (InputStream in = list.openStream()) {
      Matcher line = STRESS_TEST.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      while (line.find()) {
        String name = line.group(2).substring(0, Integer.parseInt(line.group(1)));
        Matcher id = STRESS_ID.matcher(name.substring(name.lastIndexOf('.') + 1));
        if (id.lookingAt()) { // the gate's own samples are no checks of the kernel
          tests.add(id.group());
        }
      }
    }
    return tests;
  }
}
