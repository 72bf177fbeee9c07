// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.mutant;

import dev.sluice.model.harness.Check;
import dev.sluice.model.harness.KernelSources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Tries all mutants, several at a time: one more than there are processors, because a mutant that
 * hangs needs no processor. A mutant whose check must run alone waits until the others are done.
 */
public final class Trials implements AutoCloseable {

  private final KernelSources kernel;
  private final Path work;
  private final ExecutorService some =
      Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors() + 1);
  private final ExecutorService alone = Executors.newSingleThreadExecutor();
  private final Map<String, Future<Trial>> trials = new LinkedHashMap<>();

  /** Starts the trials. */
  public Trials(List<Mutant> mutants, KernelSources kernel, Path work) {
    this.kernel = kernel;
    this.work = work;
    List<Mutant> last = new ArrayList<>();
    for (Mutant mutant : mutants) {
      if (mutant.killer().map(Check::sharesTheMachine).orElse(true)) {
        trials.put(mutant.id(), some.submit(trial(mutant)));
      } else {
        last.add(mutant);
      }
    }
    some.shutdown(); // takes no more trials, and ends when all are done
    for (Mutant mutant : last) {
      trials.put(
          mutant.id(),
          alone.submit(
              () -> {
                some.awaitTermination(1, TimeUnit.HOURS);
                return trial(mutant).call();
              }));
    }
  }

  private Callable<Trial> trial(Mutant mutant) {
    return () -> {
      Trial trial = Trial.run(mutant, kernel, work);
      System.out.println(trial.line());
      return trial;
    };
  }

  /**
   * Waits for the result of a mutant.
   *
   * @throws ExecutionException if its patch does not apply or compile, or its check could not be
   *     started
   */
  public Trial of(Mutant mutant) throws ExecutionException, InterruptedException {
    return trials.get(mutant.id()).get();
  }

  @Override
  public void close() {
    some.shutdownNow();
    alone.shutdownNow();
  }
}
