// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.mutant;

import dev.sluice.model.harness.Check;
import dev.sluice.model.harness.KernelSources;
import dev.sluice.model.harness.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The result of a mutant.
 *
 * @param killed whether the check found what the mutant says
 * @param finding what the check said
 * @param missing words that the check did not say
 */
public record Trial(
    Mutant mutant, boolean killed, String finding, List<String> missing, double seconds) {

  /**
   * Applies the patch, compiles the kernel, and runs the mutant's check on it.
   *
   * @param work the folder in which this makes its folders
   * @throws IOException if the patch does not apply or does not compile
   */
  public static Trial run(Mutant mutant, KernelSources kernel, Path work)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    Path classes = compile(mutant, kernel, work);
    if (mutant.killer().isEmpty()) {
      return new Trial(mutant, false, mutant.equivalent().orElseThrow(), List.of(), since(start));
    }
    Outcome outcome = mutant.killer().get().run(classes, work.resolve(mutant.id()));
    List<String> missing =
        mutant.findings().stream().filter(words -> !outcome.says().contains(words)).toList();
    boolean killed = outcome.kind() == Outcome.Kind.FOUND && missing.isEmpty();
    String says = outcome.kind() == Outcome.Kind.FOUND ? "" : outcome.kind() + ": ";
    return new Trial(mutant, killed, says + outcome.says(), missing, since(start));
  }

  /** Returns the folder of the mutant's classes. */
  static Path compile(Mutant mutant, KernelSources kernel, Path work) throws IOException {
    try {
      Path folder = Files.createDirectories(work.resolve(mutant.id()));
      KernelSources broken = mutant.in(kernel);
      return mutant.killer().map(k -> k.prepare(broken)).orElse(broken).compile(folder);
    } catch (IOException e) {
      throw new IOException("mutant " + mutant.id() + ": " + e.getMessage(), e);
    }
  }

  /** Returns one line for the log. */
  public String line() {
    return String.format(
        "[mutant] %-52s %s by %s, %.1f s",
        mutant.id(),
        mutant.killer().isEmpty() ? "equivalent" : killed ? "killed" : "ALIVE",
        mutant.killer().map(Check::id).orElse("argument"),
        seconds);
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
