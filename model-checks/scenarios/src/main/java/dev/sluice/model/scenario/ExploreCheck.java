// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.scenario;

import dev.sluice.model.harness.Check;
import dev.sluice.model.harness.Child;
import dev.sluice.model.harness.KernelSources;
import dev.sluice.model.harness.Layer;
import dev.sluice.model.harness.Outcome;
import dev.sluice.model.probe.Probes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A scenario, explored up to the first fault. */
record ExploreCheck(String scenario, String slot, boolean spurious) implements Check {

  private static final Duration AT_MOST = Duration.ofMinutes(2);
  private static final int SCHEDULES = 5_000;

  /** The file for the schedule that shows the fault. */
  private static final String FILM = "schedule.json";

  /** Puts in the probes at which a call can die. */
  @Override
  public KernelSources prepare(KernelSources kernel) {
    boolean dies = Scenarios.dying().stream().anyMatch(s -> s.toString().equals(scenario));
    return dies ? Probes.deaths(kernel) : kernel;
  }

  @Override
  public Outcome run(Path kernel, Path work) throws IOException, InterruptedException {
    Path film = Files.createDirectories(work).resolve(FILM);
    Files.deleteIfExists(film); // it is from an earlier build
    List<String> arguments =
        List.of(
            scenario,
            slot,
            Integer.toString(SCHEDULES),
            spurious ? "spurious" : "exact",
            film.toAbsolutePath().toString());
    return Child.run(
        kernel,
        Child.EXPLORATION,
        ExploreCommand.class,
        arguments,
        Path.of("").toAbsolutePath(),
        work.resolve("explore.txt"),
        AT_MOST);
  }

  @Override
  public Layer layer() {
    return Layer.EXPLORE;
  }

  @Override
  public String id() {
    return "explore; " + scenario + "; " + slot + (spurious ? "; spurious" : "");
  }
}
