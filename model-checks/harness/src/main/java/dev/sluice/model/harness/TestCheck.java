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
 * @param module its module: a folder of that name has its reports
 * @param tags see {@link TaggedTests}
 */
public record TestCheck(String test, String module, Layer layer, Set<String> tags, int seconds)
    implements Check {

  private static final Duration LEAST = Duration.ofMinutes(8);

  @Override
  public String id() {
    return layer + "; " + test.substring(test.lastIndexOf('.') + 1);
  }

  /** Whether it looks at the kernel that it is given, whichever that is. */
  public boolean runsOnCopies() {
    return !tags.contains("here");
  }

  /** Whether it does so at the nightly level alone. */
  public boolean isLarge() {
    return tags.contains("large");
  }

  @Override
  public boolean sharesTheMachine() {
    return layer != Layer.SOAK && layer != Layer.FAULTS && layer != Layer.MUTANTS;
  }

  /** Where it runs, in a folder that looks like the project. */
  public Path folder(Path project) {
    return project.resolve(layerOfKernel() ? module : "model-checks/" + module);
  }

  private boolean layerOfKernel() {
    return module.equals("kernel");
  }

  /** How long it may take: a machine may be busy. */
  public Duration atMost() {
    return LEAST.plusSeconds(5L * seconds);
  }

  /** What its JVM is started with. */
  public List<String> jvm() {
    List<String> jvm = new ArrayList<>(List.of("-ea"));
    if (tags.contains("explored")) {
      jvm.addAll(Child.EXPLORATION);
      jvm.addAll(List.of("-Xmn512m", "-Xmx3g"));
    } else {
      jvm.add("-Xmx2g");
    }
    if (layerOfKernel()) {
      // The soak watches what comes from malloc too.
      jvm.addAll(List.of("-XX:ActiveProcessorCount=2", "-XX:NativeMemoryTracking=summary"));
    }
    return jvm;
  }

  @Override
  public Outcome run(Path kernel, Path work) throws IOException, InterruptedException {
    return run(kernel, Project.ROOT, List.of(), work.resolve(fileName() + ".txt"), atMost());
  }

  /**
   * Runs it.
   *
   * @param project the project, or a folder like it
   * @param options of the JVM, besides its own
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
