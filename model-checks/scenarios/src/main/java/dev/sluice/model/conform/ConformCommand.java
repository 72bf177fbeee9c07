// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

import dev.sluice.model.harness.Exit;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Runs random programs on the kernel that is first on the class path, and compares their traces
 * with the spec. It ends at the first trace that is rejected. The exit code is one of {@link Exit}.
 */
public final class ConformCommand {

  private ConformCommand() {}

  /**
   * Runs the programs.
   *
   * @param arguments how many programs
   */
  public static void main(String[] arguments) {
    Exit.with(() -> run(Integer.parseInt(arguments[0])));
  }

  private static Exit run(int runs) throws Exception {
    Oracle oracle = Oracle.load(Path.of("target/conform").toAbsolutePath());
    RandomRuns random = new RandomRuns();
    Set<Trace> seen = new HashSet<>();
    for (int seed = 0; seed < runs; seed++) {
      Trace trace = new Trace(random.apply(seed));
      if (seen.add(trace)) {
        Judgement judgement = oracle.judge(trace);
        if (!judgement.accepted()) {
          System.out.println("rejected after " + (seed + 1) + " runs");
          System.out.println(judgement.explanation());
          return Exit.WRONG;
        }
      }
    }
    System.out.println(runs + " runs, " + seen.size() + " distinct traces, all accepted");
    return Exit.WELL;
  }
}
