// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A stress test at the quick level. The gate judges its outcomes.
 *
 * @param test the id of the test; empty for all
 */
public record StressCheck(String test) implements Check {

  /** All stress tests, one after the other. */
  public static final StressCheck ALL = new StressCheck("");

  private static final Duration AT_MOST = Duration.ofMinutes(3);
  private static final Duration TO_REPORT = Duration.ofSeconds(30);

  /**
   * The gate is loaded by name: it is in another module, with JCStress, which has another licence.
   */
  private static final String GATE = "dev.sluice.stress.gate.StressGate";

  @Override
  public Outcome run(Path kernel, Path work) throws IOException, InterruptedException {
    Outcome outcome = run(kernel, "quick", test, work.toAbsolutePath().resolve("stress"), AT_MOST);
    if (outcome.kind() != Outcome.Kind.FOUND) {
      return outcome;
    }
    if (outcome.says().contains("TIME-OUT")) { // as the gate says it
      return new Outcome(Outcome.Kind.BROKE, outcome.says());
    }
    // The gate fails for many reasons. Only a forbidden outcome says something about the kernel.
    String seen =
        outcome
            .says()
            .lines()
            .filter(l -> l.contains("FORBIDDEN ["))
            .collect(Collectors.joining("\n"));
    return seen.isEmpty()
        ? new Outcome(Outcome.Kind.BROKE, outcome.says())
        : new Outcome(Outcome.Kind.FOUND, seen);
  }

  /**
   * Returns the gate, which judges the outcomes that JCStress saw.
   *
   * @throws IOException if it is not on the class path
   */
  public static Class<?> gate() throws IOException {
    try {
      return Class.forName(GATE, false, StressCheck.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IOException("the stress tests are not on the class path", e);
    }
  }

  /**
   * Runs the gate.
   *
   * @param level of the gate
   * @param tests how the names of the tests begin; empty for all
   * @param out where the gate leaves its reports; its log is beside that
   * @param atMost after this the gate ends the test that runs, and reports the results so far
   */
  public static Outcome run(Path kernel, String level, String tests, Path out, Duration atMost)
      throws IOException, InterruptedException {
    return Child.run(
        kernel,
        List.of(
            "-Dlevel=" + level,
            "-Dstress.tests=" + tests,
            "-Dstress.timeout=" + atMost.toSeconds(),
            "-Dkernel=" + kernel.toAbsolutePath(),
            "-Dstress.out=" + out),
        gate(),
        List.of("run"),
        Path.of("").toAbsolutePath(),
        out.resolveSibling(out.getFileName() + ".txt"),
        atMost.plus(TO_REPORT));
  }

  @Override
  public int seconds() {
    return this.equals(ALL) ? 110 : SECONDS;
  }

  @Override
  public Layer layer() {
    return Layer.STRESS;
  }

  @Override
  public String id() {
    return this.equals(ALL) ? "stress" : "stress; " + test;
  }

  @Override
  public boolean sharesTheMachine() {
    return false;
  }
}
