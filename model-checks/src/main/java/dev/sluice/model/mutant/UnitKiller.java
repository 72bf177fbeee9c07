// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.mutant;

import dev.sluice.model.guest.Child;
import dev.sluice.model.guest.KernelSources;
import dev.sluice.model.guest.Outcome;
import dev.sluice.model.guest.UnitCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A unit test of the kernel, or a class of them. */
record UnitKiller(String test) implements Killer {

  private static final Duration AT_MOST = Duration.ofMinutes(3);

  /** A hang is what some tests are about: it need not be waited for as long as in a build. */
  static final List<String> JVM =
      List.of(
          "-ea",
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-Dsluice.deadline=10",
          "-Danomalies.single=true");

  @Override
  public Outcome check(Path kernel, Path work) throws IOException, InterruptedException {
    String name = test.startsWith("dev.") ? test : "dev.sluice.kernel." + test;
    return Child.run(
        kernel,
        JVM,
        UnitCommand.class,
        List.of(name),
        KernelSources.MODULE, // the tests read the sources, which are below
        work.toAbsolutePath().resolve("unit.txt"),
        AT_MOST);
  }

  @Override
  public String text() {
    return "unit; " + test;
  }
}
