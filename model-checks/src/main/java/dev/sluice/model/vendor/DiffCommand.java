// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.sluice.model.guest.KernelSources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What this version would change in a copy. */
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
    boolean conflict = false;
    TreeSet<String> paths = new TreeSet<>(newer.keySet());
    paths.addAll(base.keySet());
    for (String path : paths) {
      conflict |= file(copy, path, base.get(path), newer.get(path));
    }
    if (!base.equals(newer)) {
      String was = java.nio.file.Files.readString(copy.folder().resolve(Origin.FILE));
      String is = Origin.of(bundle, new KernelSources(newer), copy.renaming().name()).text();
      print(Origin.FILE, was, is);
    }
    return conflict ? Verifier.FOUND : Verifier.WELL;
  }

  /** Whether both changed the same lines; a text is null if there is no such file. */
  private boolean file(Copy copy, String path, String base, String newer) {
    String mine = copy.sources().files().get(path);
    if (newer == null ? base == null : newer.equals(base)) {
      return false; // nothing is new
    }
    String merged = newer;
    boolean conflict = false;
    if (mine != null && !mine.equals(base)) { // changed here too, or made here under the same name
      if (base == null || newer == null) {
        conflict = !mine.equals(newer);
        merged = mine;
      } else {
        Merge3 merge = Merge3.of(lines(base), lines(mine), lines(newer));
        merged = String.join("\n", merge.merged()) + "\n";
        for (int line : merge.conflicts()) {
          System.err.println(
              copy.file(path) + ":" + line + ": changed here, and in the new version");
        }
        return print(copy, path, mine, merged) | !merge.conflicts().isEmpty();
      }
    } else if (mine == null && base != null) { // taken out here
      conflict = newer != null;
      merged = null;
    }
    if (conflict) {
      System.err.println(copy.file(path) + ": changed here, and in the new version");
    }
    print(copy, path, mine, merged);
    return conflict;
  }

  private boolean print(Copy copy, String path, String was, String is) {
    print(
        Renaming.path(path),
        was == null ? null : copy.renaming().out(was),
        is == null ? null : copy.renaming().out(is));
    return false;
  }

  /** A patch of one file, below the folder that was named. */
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
    return new ArrayList<>(text.lines().toList());
  }
}
