// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.scenario;

import dev.sluice.model.explore.Exploration;
import dev.sluice.model.explore.Explorer;
import dev.sluice.model.explore.Limits;
import dev.sluice.model.explore.Mode;
import dev.sluice.model.explore.Mode.CoreSteps;
import dev.sluice.model.explore.Park;
import dev.sluice.model.explore.Recording;
import dev.sluice.model.harness.Exit;
import dev.sluice.model.scenario.Scenarios.Spec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Explores one scenario on the kernel that is first on the class path, and prints what is wrong.
 * The exit code is one of {@link Exit}.
 */
public final class ExploreCommand {

  private ExploreCommand() {}

  /**
   * Runs the exploration.
   *
   * @param arguments the name of the scenario, {@code real} or {@code atomic}, the most schedules,
   *     {@code exact} or {@code spurious}, and perhaps a file for the schedule that shows a fault;
   *     or {@code --all} and the most schedules of each scenario; or {@code --dying} and the same,
   *     for the scenarios that need a kernel with probes
   */
  public static void main(String[] arguments) {
    if (arguments[0].equals("--all")) {
      Limits limits = Limits.schedules(Long.parseLong(arguments[1]));
      Exit.with(() -> all(Scenarios.all(), List.of(Park.values()), limits));
    }
    if (arguments[0].equals("--dying")) {
      Limits limits = Limits.schedules(Long.parseLong(arguments[1]));
      Exit.with(() -> all(Scenarios.dying(), List.of(Park.EXACT), limits));
    }
    Park park = Park.valueOf(arguments[3].toUpperCase(Locale.ROOT));
    CoreSteps steps = CoreSteps.valueOf(arguments[1].toUpperCase(Locale.ROOT));
    long most = Long.parseLong(arguments[2]);
    Path film = arguments.length > 4 ? Path.of(arguments[4]) : null;
    // An exception would end the JVM with the exit code of a finding.
    Exit.with(() -> run(arguments[0], Mode.reduced(park, steps), Limits.schedules(most), film));
  }

  private static Exit run(String name, Mode mode, Limits limits, Path film) throws IOException {
    try {
      Spec spec = Scenarios.of(name);
      return judge(spec, mode, film == null ? limits : limits.samples(1), film);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      return Exit.BAD_INPUT;
    }
  }

  /** Explores all scenarios, also after a finding, and prints for each whether there was one. */
  private static Exit all(List<Spec> specs, List<Park> parks, Limits limits) throws IOException {
    boolean found = false;
    for (Park park : parks) {
      for (Spec spec : specs) {
        CoreSteps steps = spec.ofKernel() ? CoreSteps.ATOMIC : CoreSteps.REAL;
        boolean wrong = judge(spec, Mode.reduced(park, steps), limits, null) == Exit.WRONG;
        String mode = steps + (park == Park.SPURIOUS ? "; spurious" : "");
        System.out.println((wrong ? "FAILED " : "passed ") + "explore; " + spec + "; " + mode);
        found |= wrong;
      }
    }
    return found ? Exit.WRONG : Exit.WELL;
  }

  /** Returns the schedule that failed, or the schedules with a forbidden outcome. */
  private static List<Recording> wrong(Spec spec, Exploration e) {
    if (e.failure().isPresent()) {
      return e.failure().get().film().stream().toList();
    }
    return e.samples().stream().filter(s -> !spec.outcomes().contains(s.outcome())).toList();
  }

  private static Exit judge(Spec spec, Mode mode, Limits limits, Path film) throws IOException {
    Exploration e = Explorer.explore(spec.scenario(), mode, limits);
    List<Recording> wrong = wrong(spec, e);
    if (film != null && !wrong.isEmpty()) {
      Recording.write(film, e.name(), mode, wrong);
    }
    if (e.failure().isPresent()) {
      System.out.println(e.failure().get().text());
      return Exit.WRONG;
    }
    if (!spec.outcomes().containsAll(e.outcomes().keySet())) {
      System.out.println("outcomes that must not be: " + e.outcomes());
      return Exit.WRONG;
    }
    if (!e.exhausted()) {
      return Exit.BOUNDED;
    }
    if (!spec.outcomes().equals(e.outcomes().keySet())) {
      System.out.println("outcomes that are missing: only " + e.outcomes());
      return Exit.WRONG;
    }
    return Exit.WELL;
  }
}
