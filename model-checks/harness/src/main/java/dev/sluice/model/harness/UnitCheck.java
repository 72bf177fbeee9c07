// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A unit test of the kernel, or a class of them.
 *
 * @param test the name; empty for all unit tests that are not tagged with another layer
 */
public record UnitCheck(String test) implements Check {

  /** All unit tests, in one JVM. */
  public static final UnitCheck ALL = new UnitCheck("");

  private static final Duration AT_MOST = Duration.ofMinutes(3);

  private static final List<String> PACKAGES =
      List.of("dev.sluice.kernel.", "dev.sluice.sync.", "dev.sluice.edge.", "dev.sluice.io.");

  /** Some tests look for a hang, and need not wait for it as long as in a build. */
  public static final List<String> JVM =
      List.of("-ea", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dsluice.deadline=10");

  @Override
  public Outcome run(Path kernel, Path work) throws IOException, InterruptedException {
    return Child.run(
        kernel,
        JVM,
        UnitCommand.class,
        arguments(),
        KernelSources.MODULE, // the tests read the sources below this folder
        work.toAbsolutePath().resolve("unit.txt"),
        AT_MOST);
  }

  /** Returns the arguments of {@link UnitCommand}. */
  public List<String> arguments() {
    return this.equals(ALL) ? UnitCommand.ofNoOtherLayer() : List.of(name());
  }

  /** Returns the name with the package. */
  public String name() {
    return test.startsWith("dev.") ? test : packageOf(test) + test;
  }

  /** Finds the package of a test, so that a user of the verifier need not know it. */
  private static String packageOf(String test) {
    String file = test.replaceFirst("#.*", "") + ".class";
    return PACKAGES.stream()
        .filter(name -> UnitCheck.class.getResource("/" + name.replace('.', '/') + file) != null)
        .findFirst()
        .orElse(PACKAGES.get(0)); // the test is not found there, and the message says so
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
