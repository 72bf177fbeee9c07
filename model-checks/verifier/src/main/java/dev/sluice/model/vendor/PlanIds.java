// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import dev.sluice.model.harness.Child;
import dev.sluice.model.harness.Layer;
import dev.sluice.model.harness.Outcome;
import dev.sluice.model.harness.Plan;
import dev.sluice.model.harness.PlanCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** The ids of all checks, for a shell that completes words. */
final class PlanIds implements Iterable<String> {

  private static final String ID = "  ";

  private static final int NEAREST = 3;

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

  /**
   * Refuses what is not in the plan, with the names that are nearest to it. A unit test may be
   * named with a package and a method, and stress tests by the beginning of their id.
   */
  static void require(List<String> checks, List<String> ids) {
    for (String check : checks) {
      String id;
      try {
        id = Plan.check(check).id();
      } catch (IllegalArgumentException e) {
        throw missing(check, ids);
      }
      boolean there =
          id.startsWith(Layer.STRESS + ";")
              ? ids.stream().anyMatch(known -> known.startsWith(id))
              : ids.stream().anyMatch(known -> plain(known).equals(plain(id))) || isLayer(id);
      if (!there) {
        throw missing(check, ids);
      }
    }
  }

  /** Some layers can be run as a whole, in one JVM. */
  private static boolean isLayer(String id) {
    return Plan.whole().stream().anyMatch(check -> check.id().equals(id));
  }

  private static String plain(String id) {
    return id.replaceFirst("#.*", "").replaceFirst("; dev\\.sluice\\.[\\w.]*\\.", "; ");
  }

  private static BadInput missing(String check, List<String> ids) {
    List<String> nearest =
        ids.stream()
            .sorted(Comparator.comparingInt(id -> distance(plain(check), plain(id))))
            .limit(NEAREST)
            .map(id -> "'" + id + "'")
            .toList();
    return new BadInput(
        "There is no check '"
            + check
            + "'. The nearest names are "
            + String.join(", ", nearest)
            + ". All names: verify --list.");
  }

  /** How many characters must be put in, taken out or changed to make one text of the other. */
  static int distance(String one, String other) {
    int[] before = IntStream.rangeClosed(0, other.length()).toArray();
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[other.length() + 1];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, 1 + Math.min(before[j], row[j - 1]));
      }
      before = row;
    }
    return before[other.length()];
  }

  @Override
  public Iterator<String> iterator() {
    return ids(Bundle.here()).iterator();
  }
}
