// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A stress test at the quick level, judged by the gate.
 *
 * @param test its id; empty for all
 */
public record StressCheck(String test) implements Check {

  /** All of them, one after the other. */
  public static final StressCheck ALL = new StressCheck("");

  private static final Duration AT_MOST = Duration.ofMinutes(3);
  private static final Duration TO_REPORT = Duration.ofSeconds(30);

  /** By name: the gate is in a module of its own, with JCStress, which has a licence of its own. */
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
    // The gate fails for many reasons. An outcome that must not be is one that tells of the kernel.
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
   * The gate, which judges what JCStress says.
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
   * @param tests those whose names begin so; all, if it is empty
   * @param out where it leaves its reports; its log is beside that
   * @param atMost the gate ends what runs then, and reports what it has
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
