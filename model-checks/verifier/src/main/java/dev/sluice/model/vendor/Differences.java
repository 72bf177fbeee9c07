// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import dev.sluice.model.harness.KernelSources;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How a copy differs from its original.
 *
 * @param base the files of the original, by their paths in the kernel
 * @param lines for each file of the kernel that differs, the changed lines of the copy; for lines
 *     that were removed, the line that is now in their place
 * @param missing files that the copy no longer has
 * @param added files that only the copy has
 * @param other whether the original is not this version
 */
record Differences(
    SortedMap<String, String> base,
    SortedMap<String, List<Integer>> lines,
    List<String> missing,
    List<String> added,
    boolean other) {

  /**
   * Compares a copy with the original that it names. A copy that names none is compared with this
   * version.
   */
  static Differences of(Copy copy, KernelSources now) {
    SortedMap<String, String> base = new TreeMap<>(now.files());
    if (copy.origin().isPresent()) {
      base = copy.origin().get().originals();
    } else if (!copy.hasIo()) {
      base.keySet().removeIf(path -> path.startsWith("dev/sluice/io/"));
    }
    SortedMap<String, List<Integer>> lines = new TreeMap<>();
    List<String> missing = new ArrayList<>();
    base.forEach(
        (path, was) -> {
          String is = copy.sources().files().get(path);
          if (is == null) {
            missing.add(path);
          } else if (!is.equals(was)) {
            lines.put(path, changed(was, is));
          }
        });
    List<String> added = new ArrayList<>(copy.sources().files().keySet());
    added.removeAll(base.keySet());
    boolean other =
        base.entrySet().stream()
            .anyMatch(file -> !file.getValue().equals(now.files().get(file.getKey())));
    return new Differences(base, lines, missing, added, other);
  }

  private static List<Integer> changed(String was, String is) {
    TreeSet<Integer> lines = new TreeSet<>();
    for (AbstractDelta<String> delta :
        DiffUtils.diff(was.lines().toList(), is.lines().toList()).getDeltas()) {
      int first = delta.getTarget().getPosition() + 1; // lines count from 1
      for (int i = 0; i < Math.max(1, delta.getTarget().size()); i++) {
        lines.add(first + i);
      }
    }
    return List.copyOf(lines);
  }

  /** Tells whether the copy is this version, line by line. */
  boolean isThisVersion() {
    return none() && !other;
  }

  boolean none() {
    return lines.isEmpty() && missing.isEmpty() && added.isEmpty();
  }

  /** Returns a line for the user, and a line for each file. */
  List<String> say(Copy copy, Bundle bundle) {
    List<String> said = new ArrayList<>();
    String from =
        copy.origin()
            .map(o -> "version " + o.version() + ", commit " + o.commit())
            .orElse("this verifier's version, " + bundle.version());
    said.add(
        String.format(
            "The copy in %s, package %s, %s %s%s",
            copy.folder(),
            copy.renaming().name(),
            none() ? "is unchanged from" : "differs from",
            from,
            none() ? "." : ":"));
    lines.forEach(
        (path, changed) ->
            said.add(
                String.format(
                    "  %s: %d line%s, at %s",
                    copy.file(path),
                    changed.size(),
                    changed.size() == 1 ? "" : "s",
                    ranges(changed))));
    missing.forEach(path -> said.add("  " + copy.file(path) + ": not there any more"));
    added.forEach(path -> said.add("  " + copy.file(path) + ": not of the kernel"));
    if (other) {
      said.add(
          String.format(
              "  It is held against the checks of version %s, commit %s: see diff --help.",
              bundle.version(), bundle.commit()));
    }
    if (!copy.hasIo()) {
      said.add("  It has no part for files: what checks that runs on this version's.");
    }
    return said;
  }

  private static String ranges(List<Integer> lines) {
    List<String> ranges = new ArrayList<>();
    for (int i = 0; i < lines.size(); ) {
      int last = i;
      while (last + 1 < lines.size() && lines.get(last + 1) == lines.get(last) + 1) {
        last++;
      }
      ranges.add(i == last ? "" + lines.get(i) : lines.get(i) + "-" + lines.get(last));
      i = last + 1;
    }
    return String.join(", ", ranges);
  }
}
