// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.sluice.model.harness.KernelSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints what this version would change in a copy. */
@Command(
    name = "diff",
    description = {
      "Prints what this version of the kernel changes in a copy of an earlier one, as a patch.",
      "Changes of your own stay. In DIR: patch -p1 < THAT. Where both changed the same lines",
      "the patch leaves yours, says where on standard error, and the exit code is 1."
    },
    mixinStandardHelpOptions = true)
final class DiffCommand implements Callable<Integer> {

  private static final int CONTEXT = 3;
  private static final String NONE = "/dev/null";

  @Option(
      names = "--sources",
      required = true,
      paramLabel = "DIR",
      description = "folder of the copy, or any above it")
  private Path sources;

  private Path folder;
  private int conflicts;

  @Override
  public Integer call() throws IOException {
    Bundle bundle = Bundle.here();
    Copy copy = Copy.find(sources);
    if (copy.origin().isEmpty()) {
      throw new BadInput(
          copy.folder()
              + " has no "
              + Origin.FILE
              + ", so nothing tells your changes from new ones: restore it.");
    }
    folder = sources.relativize(copy.folder());
    SortedMap<String, String> newer = new TreeMap<>(bundle.kernel().files());
    newer.keySet().removeIf(path -> path.startsWith("dev/sluice/io/") && !copy.hasIo());
    SortedMap<String, String> base = copy.origin().get().originals();
    TreeSet<String> paths = new TreeSet<>(newer.keySet());
    paths.addAll(base.keySet());
    for (String path : paths) {
      String was = base.get(path);
      String is = newer.get(path);
      if (!Objects.equals(was, is)) {
        file(copy, path, was, copy.sources().files().get(path), is);
      }
    }
    if (!base.equals(newer)) {
      String was = Files.readString(copy.folder().resolve(Origin.FILE));
      String is = Origin.of(bundle, new KernelSources(newer), copy.renaming().name()).text();
      print(Origin.FILE, was, is);
    }
    return conflicts == 0 ? Verifier.WELL : Verifier.FOUND;
  }

  /**
   * Prints the change of a file that differs in the new version. A text is null where there is no
   * file.
   */
  private void file(Copy copy, String path, String base, String mine, String newer) {
    String merged = newer;
    if (Objects.equals(mine, newer)) {
      return; // the file is already the new one
    }
    if (base != null && mine != null && newer != null) {
      Merge3 merge = Merge3.of(lines(base), lines(mine), lines(newer));
      merge.conflicts().forEach(line -> conflict(copy.file(path) + ":" + line));
      merged = String.join("\n", merge.merged()) + "\n";
    } else if (!Objects.equals(mine, base)) { // the copy added, changed or removed it
      conflict(copy.file(path).toString());
      merged = mine;
    }
    print(
        Renaming.path(path),
        mine == null ? null : copy.renaming().out(mine),
        merged == null ? null : copy.renaming().out(merged));
  }

  private void conflict(String where) {
    conflicts++;
    System.err.println(where + ": changed here, and in the new version, so left as it is");
  }

  /** Prints a patch of one file. Its path is below the folder that the user named. */
  private void print(String path, String was, String is) {
    String name = folder.resolve(path).toString().replace('\\', '/');
    List<String> before = was == null ? List.of() : lines(was);
    List<String> after = is == null ? List.of() : lines(is);
    UnifiedDiffUtils.generateUnifiedDiff(
            was == null ? NONE : "a/" + name,
            is == null ? NONE : "b/" + name,
            before,
            DiffUtils.diff(before, after),
            CONTEXT)
        .forEach(line -> System.out.print(line + "\n"));
  }

  private static List<String> lines(String text) {
    return text.lines().toList();
  }
}
