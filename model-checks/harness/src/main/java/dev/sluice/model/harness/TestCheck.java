// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A class of tests that is tagged with a layer.
 *
 * @param test the class
 * @param module the module of the class: a folder of that name has the reports
 * @param tags see {@link TaggedTests}
 */
public record TestCheck(String test, String module, Layer layer, Set<String> tags, int seconds)
    implements Check {

  private static final Duration LEAST = Duration.ofMinutes(8);

  @Override
  public String id() {
    return layer + "; " + test.substring(test.lastIndexOf('.') + 1);
  }

  /** Tells whether this can check any kernel that is passed to it. */
  public boolean runsOnCopies() {
    return !tags.contains("here");
  }

  /** Tells whether this checks copies only at the nightly level. */
  public boolean isLarge() {
    return tags.contains("large");
  }

  @Override
  public boolean sharesTheMachine() {
    return layer != Layer.SOAK && layer != Layer.FAULTS && layer != Layer.MUTANTS;
  }

  /** Returns the folder to run in, below a folder that looks like the project. */
  public Path folder(Path project) {
    return project.resolve(layerOfKernel() ? module : "model-checks/" + module);
  }

  private boolean layerOfKernel() {
    return module.equals("kernel");
  }

  /** Returns how long this may take, also when the machine is busy. */
  public Duration atMost() {
    return LEAST.plusSeconds(5L * seconds);
  }

  /** Returns the options of the JVM. */
  public List<String> jvm() {
    List<String> jvm = new ArrayList<>(List.of("-ea"));
    if (tags.contains("explored")) {
      jvm.addAll(Child.EXPLORATION);
      jvm.addAll(List.of("-Xmn512m", "-Xmx3g"));
    } else {
      jvm.add("-Xmx2g");
    }
    if (layerOfKernel()) {
      // The soak watches memory from malloc too.
      jvm.addAll(List.of("-XX:ActiveProcessorCount=2", "-XX:NativeMemoryTracking=summary"));
    }
    return jvm;
  }

  @Override
  public Outcome run(Path kernel, Path work) throws IOException, InterruptedException {
    return run(kernel, Project.ROOT, List.of(), work.resolve(fileName() + ".txt"), atMost());
  }

  /**
   * Runs the class of tests.
   *
   * @param project the project, or a folder like it
   * @param options more options of the JVM
   */
  public Outcome run(Path kernel, Path project, List<String> options, Path log, Duration atMost)
      throws IOException, InterruptedException {
    List<String> jvm = jvm();
    jvm.addAll(options);
    return Child.run(
        kernel,
        jvm,
        UnitCommand.class,
        List.of(test),
        folder(project),
        log.toAbsolutePath(),
        atMost);
  }
}
