// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import dev.sluice.model.harness.Check;
import dev.sluice.model.harness.KernelSources;
import dev.sluice.model.harness.Plan;
import dev.sluice.model.harness.TestCheck;
import dev.sluice.model.mutant.Mutant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder that looks like this project, with the copy in place of the kernel.
 *
 * @param root the root of the folder
 * @param classes the folder of the copy's classes
 * @param notApplied mutants that are not in the folder, because the copy is too different
 * @param present mutants whose fault the copy has
 */
record Workspace(Path root, Path classes, List<String> notApplied, List<Mutant> present) {

  private static final String SOURCES = "kernel/src/main/java";
  static final String MUTANTS = "model-checks/mutants/src/main/patches";

  /** Returns the folder in which the kernel's tests run. */
  Path kernel() {
    return root.resolve("kernel");
  }

  /**
   * Makes the folder.
   *
   * @throws BadInput if the copy does not compile
   */
  static Workspace make(
      Path root, Bundle bundle, Copy copy, Differences differences, VerifyRequest request)
      throws IOException {
    copyTree(bundle.project(), root);
    KernelSources now = bundle.kernel();
    KernelSources kernel = whole(copy, now);
    for (Map.Entry<String, String> file : kernel.files().entrySet()) {
      Path to = root.resolve(SOURCES).resolve(file.getKey());
      Files.createDirectories(to.getParent());
      Files.writeString(to, file.getValue());
    }
    Path compiled = root.resolve("kernel/target/copy");
    Path classes;
    try {
      classes = kernel.compile(compiled);
    } catch (IOException e) {
      throw new BadInput(
          "The copy does not compile by itself, so nothing was checked:\n"
              + inTheCopy(e.getMessage(), compiled, copy));
    }
    for (Check check : Plan.whole()) {
      if (check instanceof TestCheck test) {
        Files.createDirectories(test.folder(root).resolve("target"));
      }
    }

    List<String> notApplied = new ArrayList<>();
    List<Mutant> present = new ArrayList<>();
    Path folder = root.resolve(MUTANTS);
    int index = 0;
    for (Mutant mutant : Mutant.all(folder)) {
      if (!differences.isThisVersion() && mutant.isIn(kernel)) {
        present.add(mutant);
      }
      boolean applies =
          applies(mutant, kernel, now, root.resolve("model-checks/mutants/target/tried"));
      if (!applies) {
        notApplied.add(mutant.id());
      }
      int number = index++;
      if (!applies || request.shard().map(shard -> !shard.has(number)).orElse(false)) {
        Files.delete(folder.resolve(mutant.id() + ".patch"));
      }
    }
    return new Workspace(root, classes, notApplied, present);
  }

  /** Returns what the user must know about the mutants. */
  List<String> say() {
    List<String> said = new ArrayList<>();
    present.forEach(
        mutant ->
            said.add("  It has in it what mutant " + mutant.id() + " breaks: " + mutant.breaks()));
    if (!notApplied.isEmpty()) {
      said.add(
          "  Mutants that do not apply to it, and are not tried: " + String.join(", ", notApplied));
    }
    return said;
  }

  /** Returns the copy's sources, with this version's part for files if the copy has none. */
  private static KernelSources whole(Copy copy, KernelSources original) {
    if (copy.hasIo()) {
      return copy.sources();
    }
    SortedMap<String, String> all = new TreeMap<>(copy.sources().files());
    original
        .files()
        .forEach(
            (path, text) -> {
              if (path.startsWith("dev/sluice/io/")) {
                all.put(path, text);
              }
            });
    return new KernelSources(all);
  }

  /**
   * Tells whether a mutant applies and compiles. In a file that was changed, a patch may apply and
   * no longer compile.
   */
  private static boolean applies(
      Mutant mutant, KernelSources kernel, KernelSources now, Path work) {
    try {
      KernelSources broken = mutant.in(kernel);
      boolean changed =
          broken.files().entrySet().stream()
              .filter(file -> !file.getValue().equals(kernel.files().get(file.getKey())))
              .anyMatch(file -> !kernel.text(file.getKey()).equals(now.files().get(file.getKey())));
      if (changed) {
        broken.compile(work.resolve(mutant.id()));
      }
      return true;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  private static String inTheCopy(String said, Path compiled, Copy copy) {
    String text = said;
    for (String path : copy.sources().files().keySet()) {
      String there = compiled.resolve("java").resolve(path).toString();
      text = text.replace(there, copy.file(path).toString());
    }
    return copy.renaming().out(text);
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path relative = from.relativize(file);
        if (!relative.startsWith(SOURCES)) {
          Path copy = to.resolve(relative.toString());
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
      }
    }
  }
}
