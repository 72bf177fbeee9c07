// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A unit test of the kernel, or a class of them.
 *
 * @param test its name; empty for all that are of no other layer
 */
public record UnitCheck(String test) implements Check {

  /** All of them, in one JVM. */
  public static final UnitCheck ALL = new UnitCheck("");

  private static final Duration AT_MOST = Duration.ofMinutes(3);

  private static final List<String> PACKAGES =
      List.of("dev.sluice.kernel.", "dev.sluice.sync.", "dev.sluice.edge.", "dev.sluice.io.");

  /** A hang is what some tests are about: it need not be waited for as long as in a build. */
  public static final List<String> JVM =
      List.of("-ea", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dsluice.deadline=10");

  @Override
  public Outcome run(Path kernel, Path work) throws IOException, InterruptedException {
    return Child.run(
        kernel,
        JVM,
        UnitCommand.class,
        arguments(),
        KernelSources.MODULE, // the tests read the sources, which are below
        work.toAbsolutePath().resolve("unit.txt"),
        AT_MOST);
  }

  /** What {@link UnitCommand} is told. */
  public List<String> arguments() {
    return this.equals(ALL) ? UnitCommand.ofNoOtherLayer() : List.of(name());
  }

  /** With the package. */
  public String name() {
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
  public int seconds() {
    return this.equals(ALL) ? 25 : SECONDS;
  }

  @Override
  public boolean sharesTheMachine() {
    return !this.equals(ALL);
  }

  @Override
  public Layer layer() {
    return Layer.UNIT;
  }

  @Override
  public String id() {
    return this.equals(ALL) ? "unit" : "unit; " + test;
  }
}
