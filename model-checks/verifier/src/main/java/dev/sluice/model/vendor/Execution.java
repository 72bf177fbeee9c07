// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import dev.sluice.model.harness.Check;
import dev.sluice.model.harness.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs checks in their order, two at a time. A check that cannot share the machine runs alone. */
record Execution(Runner runner, Path logs, Findings findings, Progress progress) {

  /** Runs the checks, and returns all that they find. */
  List<Finding> run(List<Check> checks)
      throws IOException, InterruptedException, ExecutionException {
    List<Finding> found = new ArrayList<>();
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      List<Future<List<Finding>>> together = new ArrayList<>();
      for (Check check : checks) {
        if (!check.sharesTheMachine()) {
          found.addAll(await(together));
          together.clear();
          found.addAll(run(check));
        } else {
          together.add(two.submit(() -> run(check)));
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

  private List<Finding> run(Check check) throws IOException, InterruptedException {
    Path log = logs.resolve(check.fileName() + ".txt");
    progress.begin(check);
    Outcome outcome = runner.run(check, log);
    progress.end(check);
    return outcome.kind() == Outcome.Kind.PASSED
        ? List.of()
        : findings.of(check.layer().toString(), check.id(), outcome, log);
  }
}
