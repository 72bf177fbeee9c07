// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

import dev.sluice.model.harness.Check;
import dev.sluice.model.harness.Child;
import dev.sluice.model.harness.Layer;
import dev.sluice.model.harness.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Compares traces of random runs with the spec. Nothing else is checked, and assertions are off.
 */
public record ConformCheck() implements Check {

  private static final Duration AT_MOST = Duration.ofMinutes(2);
  private static final int RUNS = 20_000;

  @Override
  public Outcome run(Path kernel, Path work) throws IOException, InterruptedException {
    return run(kernel, RUNS, work, AT_MOST);
  }

  /** Judges this many random runs. */
  public static Outcome run(Path kernel, int runs, Path work, Duration atMost)
      throws IOException, InterruptedException {
    return Child.run(
        kernel,
        List.of("-da"),
        ConformCommand.class,
        List.of(Integer.toString(runs)),
        Path.of("").toAbsolutePath(),
        work.resolve("conform.txt"),
        atMost);
  }

  @Override
  public Layer layer() {
    return Layer.CONFORM;
  }

  @Override
  public String id() {
    return "conform";
  }
}
