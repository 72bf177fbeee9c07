// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.mutant;

import dev.sluice.model.harness.Check;
import dev.sluice.model.harness.KernelSources;
import dev.sluice.model.harness.Layer;
import dev.sluice.model.harness.Outcome;
import java.io.IOException;
import java.nio.file.Path;

/** Tells whether the check that a mutant names finds it in the kernel whose sources are here. */
record MutantCheck(String mutant) implements Check {

  @Override
  public Outcome run(Path kernel, Path work) throws IOException, InterruptedException {
    Mutant one =
        Mutant.all(Mutant.FOLDER).stream()
            .filter(m -> m.id().equals(mutant))
            .findFirst()
            .orElseThrow(() -> new IOException("there is no mutant " + mutant));
    Trial trial = Trial.run(one, KernelSources.read(KernelSources.HERE), work);
    boolean good = trial.killed() || one.killer().isEmpty();
    return new Outcome(
        good ? Outcome.Kind.PASSED : Outcome.Kind.FOUND, trial.line() + "\n" + trial.finding());
  }

  @Override
  public Layer layer() {
    return Layer.MUTANTS;
  }

  @Override
  public String id() {
    return "mutants; " + mutant;
  }
}
