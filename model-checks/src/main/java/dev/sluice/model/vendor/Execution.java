// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import dev.sluice.model.harness.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs steps in their order, two at a time but for those that need the machine for themselves. */
record Execution(Path logs, Findings findings, Progress progress) {

  /** All that they find. */
  List<Finding> run(List<VerifyStep> steps)
      throws IOException, InterruptedException, ExecutionException {
    List<Finding> found = new ArrayList<>();
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      List<Future<List<Finding>>> together = new ArrayList<>();
      for (VerifyStep step : steps) {
        if (step.alone()) {
          found.addAll(await(together));
          together.clear();
          found.addAll(run(step));
        } else {
          together.add(two.submit(() -> run(step)));
        }
      }
      found.addAll(await(together));
    } finally {
      two.shutdownNow();
    }
    return found;
  }

  private static List<Finding> await(List<Future<List<Finding>>> together)
      throws InterruptedException, ExecutionException {
    List<Finding> found = new ArrayList<>();
    for (Future<List<Finding>> each : together) {
      found.addAll(each.get());
    }
    return found;
  }

  private List<Finding> run(VerifyStep step) throws IOException, InterruptedException {
    Path log = logs.resolve(step.name() + ".txt");
    progress.begin(step);
    Outcome outcome = step.run().to(log);
    progress.end(step);
    return outcome.kind() == Outcome.Kind.PASSED
        ? List.of()
        : findings.of(step.layer().toString(), step.name(), outcome, log);
  }
}
