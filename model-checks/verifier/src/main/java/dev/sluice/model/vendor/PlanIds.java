// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import dev.sluice.model.harness.Child;
import dev.sluice.model.harness.Layer;
import dev.sluice.model.harness.Outcome;
import dev.sluice.model.harness.PlanCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/** The ids of all checks, for a shell that completes words. */
final class PlanIds implements Iterable<String> {

  private static final String ID = "  ";

  /**
   * Prints the plan in a JVM with a kernel, because the scenarios and the kernel's tests use a
   * kernel.
   */
  static Outcome said(Bundle bundle) throws IOException, InterruptedException {
    Path work = Files.createTempDirectory(Verifier.NAME);
    try {
      return Child.run(
          bundle.kernel().compile(work),
          List.of(),
          PlanCommand.class,
          VerifyRequest.ALL.stream().map(Layer::toString).toList(),
          bundle.project(),
          work.resolve("list.txt"),
          Duration.ofMinutes(2));
    } finally {
      ReportFolder.delete(work);
    }
  }

  /** Returns the ids in the order of the layers. */
  static List<String> ids(Bundle bundle) {
    try {
      Outcome said = said(bundle);
      if (said.kind() != Outcome.Kind.PASSED) {
        throw new IllegalStateException("the checks cannot be listed: " + said.says());
      }
      return said.says().lines().filter(l -> l.startsWith(ID)).map(String::strip).toList();
    } catch (IOException e) {
      throw new IllegalStateException("the checks cannot be listed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the checks were listed", e);
    }
  }

  @Override
  public Iterator<String> iterator() {
    return ids(Bundle.here()).iterator();
  }
}
