// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.mutant;

import dev.sluice.model.harness.Child;
import dev.sluice.model.harness.KernelSources;
import dev.sluice.model.harness.Layer;
import dev.sluice.model.harness.Outcome;
import dev.sluice.model.harness.UnitCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A unit test of the kernel, or a class of them. */
record UnitCheck(String test) implements Check {

  private static final Duration AT_MOST = Duration.ofMinutes(3);

  private static final List<String> PACKAGES =
      List.of("dev.sluice.kernel.", "dev.sluice.sync.", "dev.sluice.edge.", "dev.sluice.io.");

  /** A hang is what some tests are about: it need not be waited for as long as in a build. */
  static final List<String> JVM =
      List.of(
          "-ea",
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-Dsluice.deadline=10",
          "-Danomalies.single=true");

  @Override
  public Outcome run(Path kernel, Path work) throws IOException, InterruptedException {
    return Child.run(
        kernel,
        JVM,
        UnitCommand.class,
        List.of(name()),
        KernelSources.MODULE, // the tests read the sources, which are below
        work.toAbsolutePath().resolve("unit.txt"),
        AT_MOST);
  }

  /** With the package. */
  String name() {
    return test.startsWith("dev.") ? test : packageOf(test) + test;
  }

  /** So that a user of the verifier need not know it. */
  private static String packageOf(String test) {
    String file = test.replaceFirst("#.*", "") + ".class";
    return PACKAGES.stream()
        .filter(name -> UnitCheck.class.getResource("/" + name.replace('.', '/') + file) != null)
        .findFirst()
        .orElse(PACKAGES.get(0)); // there it is said to be missing
  }

  @Override
  public Layer layer() {
    return Layer.UNIT;
  }

  @Override
  public String id() {
    return "unit; " + test;
  }
}
